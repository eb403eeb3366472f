import type {
  AppliedPlan,
  RunState,
  UpgradeItem,
  UpgradeSummary,
} from '@cairn/plugin-environments-common';

const ORDER = ['create', 'update', 'replace', 'delete', 'conflict', 'unknown'];

const WORDS: Record<string, string> = {
  create: 'to create',
  update: 'to change',
  replace: 'to replace',
  delete: 'to delete',
  conflict: 'in conflict',
  unknown: 'unknown',
};

const BLOCKED: Record<string, string> = {
  conflict: 'something is in the way',
  unknown: 'part of it cannot be told',
  denied: 'policy denies it',
  approval: 'it needs an approval',
  expired: 'the plan is too old',
};

/** `1 to change, 2 to replace`. */
export function operationWords(operations: UpgradeItem['operations']): string {
  const words = [...ORDER, ...Object.keys(operations)]
    .filter((name, index, all) => all.indexOf(name) === index)
    .filter(name => operations[name])
    .map(name => `${operations[name]} ${WORDS[name] ?? name}`);
  return words.length === 0 ? 'Nothing changes' : words.join(', ');
}

/** Why one cannot be applied now; undefined where it can. */
export function refusalOf(item: UpgradeItem): string | undefined {
  if (item.digest === undefined) {
    return item.message ?? 'It could not be planned.';
  }
  return item.blockers.length === 0
    ? undefined
    : `${item.blockers.map(one => BLOCKED[one] ?? one).join(', ')}.`;
}

/** True where an upgrade takes something out that does not come back as it was. */
export function loses({ operations }: UpgradeItem): boolean {
  return Boolean(operations.replace || operations.delete);
}

function of(count: number) {
  return count === 1 ? '1 environment' : `${count} environments`;
}

/** What the button says that applies what is chosen. */
export function chooseWords(chosen: number): string {
  return chosen === 0 ? 'Upgrade: none is chosen' : `Upgrade ${of(chosen)}`;
}

/** How far a batch is that was applied. */
export function progressWords(
  results: readonly AppliedPlan[],
  states: ReadonlyMap<string, RunState>,
): string {
  const runs = results.flatMap(({ run }) => (run ? [run] : []));
  const inState = (...wanted: RunState[]) =>
    runs.filter(run => wanted.includes(states.get(run) ?? 'Queued')).length;
  const done = inState('Succeeded');
  const failed = inState('Failed');
  const stopped = inState('Cancelled');
  const open = runs.length - done - failed - stopped;
  const parts = [
    done > 0 && `${done} done`,
    failed > 0 && `${failed} failed`,
    stopped > 0 && `${stopped} stopped`,
    open > 0 && `${open} under way`,
  ].filter(Boolean);
  return [
    `${runs.length} of ${results.length} upgrades began${
      parts.length > 0 ? `: ${parts.join(', ')}` : ''
    }.`,
    open > 0 && 'Each goes on by itself; you can leave this page.',
    failed + stopped > 0 &&
      'The run of each that did not come to its end says why, and what you can do.',
  ]
    .filter(Boolean)
    .join(' ');
}

/** Everything in one sentence. */
export function summaryWords({ items, current }: UpgradeSummary): string {
  const ready = items.filter(item => refusalOf(item) === undefined);
  const losing = ready.filter(loses).length;
  const total: Record<string, number> = {};
  for (const { operations } of ready) {
    for (const [name, count] of Object.entries(operations)) {
      total[name] = (total[name] ?? 0) + count;
    }
  }
  return [
    `${of(items.length)} ${
      items.length === 1 ? 'has' : 'have'
    } an older version; ${ready.length} can be upgraded now: ${operationWords(
      total,
    ).toLocaleLowerCase('en-US')}.`,
    losing > 0 &&
      `${of(losing)} would have something replaced or deleted: look at ${
        losing === 1 ? 'its plan' : 'their plans'
      } first.`,
    current > 0 &&
      `${of(current)} ${current === 1 ? 'has' : 'have'} the newest already.`,
  ]
    .filter(Boolean)
    .join(' ');
}
