import type { EnvironmentClassDefinition } from '@cairn/plugin-environments-common';

/** The files of a class's folder: path relative to it (always with `/`) to content. No symbolic links, nothing above it. */
export type ClassSources = ReadonlyMap<string, string>;

/** A class with everything that belongs to it. */
export interface EnvironmentClass {
  definition: EnvironmentClassDefinition;
  sources: ClassSources;
  /** `sha256:…` over the paths and contents of the folder. */
  version: string;
  /** Where it was read, for the catalog's annotations, for example `file:/…/classes/sandbox/class.yaml`. */
  location: string;
}

/** A folder that is not a valid class, and why. */
export interface InvalidClass {
  location: string;
  reason: string;
}

/** The classes of the folders in `cairn.classes.folders`. */
export interface EnvironmentClasses {
  list(): Promise<{ classes: EnvironmentClass[]; invalid: InvalidClass[] }>;
  /** @throws NotFoundError */
  get(name: string): Promise<EnvironmentClass>;
  /** Calls back after the files of any class changed. Answers how to stop. */
  onChange(listener: () => void): () => void;
}
