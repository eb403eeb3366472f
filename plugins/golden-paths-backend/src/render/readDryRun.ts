import { InputError } from '@backstage/errors';
import {
  DRY_RUN_FOLDER,
  plannedStepSchema,
  type EnvironmentInput,
  type PlannedFile,
  type PlannedStep,
  type RegistrationInput,
  type RepositoryInput,
} from '@cairn/plugin-golden-paths-common';
import type { DryRun, FileContent } from '../clients/ScaffolderClient';
import { InvalidValuesError } from '../errors';

/** What a template would make with its values, before anybody was asked about it. */
export interface RenderedPath {
  repository: RepositoryInput;
  files: PlannedFile[];
  registration?: RegistrationInput;
  environments: EnvironmentInput[];
  steps: Array<{ id: string; name: string }>;
}

/**
 * Reads what the actions said that they would do, and the files, out of a dry run.
 *
 * @throws InvalidValuesError where an action does not take what it would get
 * @throws InputError where the template is no golden path that can be planned
 */
export function readDryRun({ files, steps }: DryRun): RenderedPath {
  const isRecord = ({ path }: FileContent) =>
    path.startsWith(`${DRY_RUN_FOLDER}/`);
  const planned = files.filter(isRecord).sort(byPath).map(readStep);
  if (planned[0]?.action !== 'cairn:plan:confirm') {
    throw new InputError(
      'The template makes something before it checks its plan: cairn:plan:confirm must be the first of its actions of Cairn',
    );
  }
  const repositories = planned.flatMap(step =>
    step.action === 'cairn:repository:publish' ? [step.input] : [],
  );
  if (repositories.length !== 1) {
    throw new InputError(
      `A golden path makes one repository (cairn:repository:publish), this one would make ${repositories.length}`,
    );
  }
  const registrations = planned.flatMap(step =>
    step.action === 'cairn:catalog:register' ? [step.input] : [],
  );
  if (registrations.length > 1) {
    throw new InputError(
      'A golden path takes one file into the catalog (cairn:catalog:register)',
    );
  }
  return {
    repository: repositories[0],
    files: files
      .filter(file => !isRecord(file))
      .sort(byPath)
      .map(plannedFile),
    ...(registrations.length && { registration: registrations[0] }),
    environments: planned.flatMap(step =>
      step.action === 'cairn:environment:create' ? [step.input] : [],
    ),
    steps: steps.map(({ id, name }) => ({ id, name })),
  };
}

function readStep({ path, content }: FileContent): PlannedStep {
  const step = plannedStepSchema.safeParse(JSON.parse(content.toString()));
  if (step.success) {
    return step.data;
  }
  throw new InvalidValuesError(
    ...step.error.issues.map(issue => ({
      // `input.name` of an action is `name` for who fills in the form.
      field: issue.path.slice(1).join('.') || path,
      message: lowerFirst(issue.message),
    })),
  );
}

function plannedFile({ path, content, executable }: FileContent): PlannedFile {
  const text = textOf(content);
  return {
    path,
    size: content.length,
    executable,
    ...(text === undefined
      ? { base64: content.toString('base64') }
      : { content: text }),
  };
}

/** Undefined where the bytes are no text in UTF-8. */
function textOf(content: Buffer): string | undefined {
  if (content.includes(0)) {
    return undefined;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      content,
    );
  } catch {
    return undefined;
  }
}

function byPath(a: { path: string }, b: { path: string }): number {
  if (a.path === b.path) {
    return 0;
  }
  return a.path < b.path ? -1 : 1;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
