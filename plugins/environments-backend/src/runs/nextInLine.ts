/** A run that waits for a worker, as the line sees it. */
export interface WaitingRun {
  id: string;
  /** Entity ref of a group. */
  owner: string;
  cluster: string;
}

/** What is under way, and how much of it may be. */
export interface Traffic {
  runsPerGroup: number;
  runsPerCluster: number;
  /** Runs under way. */
  byOwner: ReadonlyMap<string, number>;
  byCluster: ReadonlyMap<string, number>;
  /** Grows with each turn that a group had; absent: it had none. */
  lastTurn: ReadonlyMap<string, number>;
}

/**
 * The run whose turn it is: of the group that has the fewest under way, and of those the one whose last turn is longest ago; of
 * the group's own the oldest that can begin. A group with a hundred runs in the line delays another by one turn.
 *
 * @param waiting - oldest first
 */
export function nextInLine(
  waiting: WaitingRun[],
  traffic: Traffic,
): WaitingRun | undefined {
  const ready = waiting.filter(run => whyWaiting(run, traffic) === undefined);
  const firstOf = new Map<string, WaitingRun>();
  for (const run of ready) {
    if (!firstOf.has(run.owner)) {
      firstOf.set(run.owner, run);
    }
  }
  return [...firstOf.values()].reduce<WaitingRun | undefined>(
    (best, run) => (best && !isBefore(run, best, traffic) ? best : run),
    undefined,
  );
}

/** Why a run cannot begin even if a worker is free; undefined where it can. */
export function whyWaiting(
  { owner, cluster }: WaitingRun,
  traffic: Traffic,
): string | undefined {
  const group = owner.split('/').at(-1);
  if ((traffic.byOwner.get(owner) ?? 0) >= traffic.runsPerGroup) {
    return `Waits until another run of ${group} is over: a group has at most ${runs(
      traffic.runsPerGroup,
    )} under way (cairn.environments.runsPerGroup).`;
  }
  if ((traffic.byCluster.get(cluster) ?? 0) >= traffic.runsPerCluster) {
    return `Waits until another run in the cluster ${cluster} is over: it has at most ${runs(
      traffic.runsPerCluster,
    )} under way (cairn.environments.runsPerCluster).`;
  }
  return undefined;
}

function isBefore(a: WaitingRun, b: WaitingRun, traffic: Traffic): boolean {
  const underWay = (run: WaitingRun) => traffic.byOwner.get(run.owner) ?? 0;
  const turn = (run: WaitingRun) => traffic.lastTurn.get(run.owner) ?? 0;
  return (
    underWay(a) < underWay(b) ||
    (underWay(a) === underWay(b) && turn(a) < turn(b))
  );
}

function runs(count: number): string {
  return count === 1 ? 'one run' : `${count} runs`;
}
