import {
  environmentClassSchema,
  type EnvironmentClassDefinition,
} from '@cairn/plugin-environments-common';
import type { EnvironmentClass } from '@cairn/plugin-environments-node';
import type { Knex } from 'knex';
import { z } from 'zod';
import type { ClassVersionRow } from './rows';

const sourcesSchema = z.array(z.tuple([z.string(), z.string()]));

/**
 * Versions of classes that something was planned with. A class's folder only has its newest version; an environment keeps
 * the one that it was made with until somebody upgrades it, and a run that was interrupted goes on with its own.
 */
export class ClassVersionsStore {
  readonly #knex: Knex;
  /** Versions that are known to be kept; none is ever forgotten. */
  readonly #kept = new Set<string>();

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Keeps a version. The digest names its content, so the same version again changes nothing. */
  async add(cls: EnvironmentClass, now: Date): Promise<void> {
    if (this.#kept.has(cls.version)) {
      return;
    }
    await this.#knex<ClassVersionRow>('class_versions')
      .insert({
        version: cls.version,
        name: cls.definition.metadata.name,
        definition: JSON.stringify(cls.definition),
        sources: JSON.stringify([...cls.sources]),
        location: cls.location,
        created_at: now.toISOString(),
      })
      .onConflict('version')
      .ignore();
    this.#kept.add(cls.version);
  }

  /** @param version - digest of the class's folder */
  async get(version: string): Promise<EnvironmentClass | undefined> {
    const row = await this.#knex<ClassVersionRow>('class_versions')
      .where({ version })
      .first();
    if (!row) {
      return undefined;
    }
    const definition: EnvironmentClassDefinition = environmentClassSchema.parse(
      JSON.parse(row.definition),
    );
    return {
      definition,
      sources: new Map(sourcesSchema.parse(JSON.parse(row.sources))),
      version: row.version,
      location: row.location,
    };
  }
}
