import type {
  GoldenPathPlan,
  PlannedEnvironment,
  PlannedFile,
} from '@cairn/plugin-golden-paths-common';

/**
 * What differs between a plan and the same request planned again, a sentence each; empty where nothing does. Environments
 * are compared by what they would hold: each plan of one has a digest of its own, and is compared field by field when it
 * is applied.
 */
export function whatChanged(
  before: GoldenPathPlan,
  after: GoldenPathPlan,
): string[] {
  return [
    ...fileChanges(before.repository.files, after.repository.files),
    ...changed(
      'the repository would be made differently',
      { ...before.repository, files: [] },
      { ...after.repository, files: [] },
    ),
    ...changed(
      'other entities would be taken into the catalog',
      [before.entities, before.catalogUrl],
      [after.entities, after.catalogUrl],
    ),
    ...changed(
      'policy says something else of the manifests',
      before.verdict,
      after.verdict,
    ),
    ...changed('the template has other steps', before.steps, after.steps),
    ...changed(
      'other environments would be made',
      before.environments.map(namesOf),
      after.environments.map(namesOf),
    ),
    ...before.environments.flatMap(environment => {
      const again = after.environments.find(
        ({ name }) => name === environment.name,
      );
      return again
        ? changed(
            `the environment ${environment.name} would be made differently`,
            outlineOf(environment),
            outlineOf(again),
          )
        : [];
    }),
  ];
}

function fileChanges(before: PlannedFile[], after: PlannedFile[]): string[] {
  const was = new Map(before.map(file => [file.path, JSON.stringify(file)]));
  const is = new Map(after.map(file => [file.path, JSON.stringify(file)]));
  const paths = [...new Set([...was.keys(), ...is.keys()])].filter(
    path => was.get(path) !== is.get(path),
  );
  if (paths.length === 0) {
    return [];
  }
  const named = paths.slice(0, 3).join(', ');
  return [
    paths.length > 3
      ? `${named} and ${paths.length - 3} other files are different`
      : `${named}: different now`,
  ];
}

function changed(sentence: string, before: unknown, after: unknown): string[] {
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [sentence];
}

function namesOf({ name, class: cls }: PlannedEnvironment) {
  return [name, cls];
}

function outlineOf({ changes, verdict }: PlannedEnvironment) {
  return {
    verdict,
    changes: changes.map(({ component, engine, operation, ref }) => ({
      component,
      engine,
      operation,
      ref,
    })),
  };
}
