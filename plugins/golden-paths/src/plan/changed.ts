import type { GoldenPathPlan } from '@cairn/plugin-golden-paths-common';

function filesChanged(before: GoldenPathPlan, after: GoldenPathPlan): string[] {
  const old = new Map(
    before.repository.files.map(file => [file.path, JSON.stringify(file)]),
  );
  const now = new Map(
    after.repository.files.map(file => [file.path, JSON.stringify(file)]),
  );
  const added = [...now.keys()].filter(path => !old.has(path));
  const gone = [...old.keys()].filter(path => !now.has(path));
  const other = [...now].filter(
    ([path, text]) => old.has(path) && old.get(path) !== text,
  );
  const said: Array<[string, string[]]> = [
    ['New in the repository', added],
    ['No longer in the repository', gone],
    ['Different in the repository', other.map(([path]) => path)],
  ];
  return said.flatMap(([what, paths]) =>
    paths.length > 0 ? [`${what}: ${paths.join(', ')}`] : [],
  );
}

function environmentsChanged(
  before: GoldenPathPlan,
  after: GoldenPathPlan,
): string[] {
  const old = new Map(before.environments.map(one => [one.name, one]));
  const now = new Map(after.environments.map(one => [one.name, one]));
  return [
    ...[...old.keys()].flatMap(name =>
      now.has(name) ? [] : [`The environment ${name} is no longer part of it`],
    ),
    ...[...now.values()].flatMap(one => {
      const was = old.get(one.name);
      if (!was) return [`The environment ${one.name} is new`];
      if (was.digest === one.digest) return [];
      return was.price?.monthlyMicros !== one.price?.monthlyMicros
        ? [`The environment ${one.name} would be another one, at another price`]
        : [`The environment ${one.name} would be another one`];
    }),
  ];
}

/** What is different between two plans of the same values, in sentences without their full stop. */
export function whatChanged(
  before: GoldenPathPlan,
  after: GoldenPathPlan,
): string[] {
  const blockers = after.blockers
    .filter(({ message }) =>
      before.blockers.every(blocker => blocker.message !== message),
    )
    .map(({ message }) => message.replace(/\.$/, ''));
  const said = [
    ...filesChanged(before, after),
    ...environmentsChanged(before, after),
    ...(before.verdict?.revision !== after.verdict?.revision
      ? ['The policy is of another revision']
      : []),
    ...blockers,
  ];
  return said.length > 0 ? said : ['Something that the plan rests on'];
}
