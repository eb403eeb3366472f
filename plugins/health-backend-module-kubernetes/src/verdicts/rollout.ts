import type { ReplicatedWorkload } from '../objects/workload';

/** What Kubernetes itself waits for a Deployment unless told otherwise. */
const DEADLINE_MS = 600_000;
/** A Deployment's controller says by itself that the time is over, within this; else it does not look. */
const SAID_MS = 60_000;
/** Neither true nor false: nothing is known of the progress just because somebody paused or resumed it. */
const PAUSED_OR_RESUMED = new Set(['DeploymentPaused', 'DeploymentResumed']);

/** How far the newest version of a workload has got. */
export type Rollout =
  | { state: 'complete'; at?: string }
  | { state: 'going'; since: string; deadline: string }
  | { state: 'paused' }
  | { state: 'stuck'; since: string; message: string };

/** By its own controller where it says (Deployment), else by counting and the clock. Pure. */
export function rolloutOf(
  workload: ReplicatedWorkload,
  options: {
    /** When the newest version, or the youngest pod of it, was begun. */
    startedAt: string;
    now: number;
  },
): Rollout {
  const progressing = workload.conditions.find(
    ({ type }) => type === 'Progressing',
  );
  if (workload.isPaused) {
    // Its controller counts no time meanwhile, and keeps the copies that there are.
    return workload.updated >= workload.wanted
      ? { state: 'complete' }
      : { state: 'paused' };
  }
  if (workload.kind === 'Deployment' && progressing) {
    if (!progressing.isTrue && !PAUSED_OR_RESUMED.has(progressing.reason)) {
      return {
        state: 'stuck',
        since: progressing.since ?? options.startedAt,
        message: progressing.message,
      };
    }
    if (progressing.reason === 'NewReplicaSetAvailable') {
      return { state: 'complete', at: progressing.updatedAt };
    }
    // Each pod that becomes ready gives the rollout its whole time again.
    const rollout = going(workload, progressing.updatedAt ?? options.startedAt);
    return Date.parse(rollout.deadline) + SAID_MS > options.now
      ? rollout
      : {
          state: 'stuck',
          since: rollout.deadline,
          message: `Its time was over at ${rollout.deadline}, and the controller of Deployments has not said so; see whether it runs`,
        };
  }
  if (
    workload.updated >= workload.toUpdate &&
    workload.ready >= workload.wanted
  ) {
    return { state: 'complete' };
  }
  const rollout = going(workload, options.startedAt);
  if (Date.parse(rollout.deadline) > options.now) {
    return rollout;
  }
  // All are of the newest version: what is missing now is not missing because of a rollout.
  return workload.updated >= workload.toUpdate
    ? { state: 'complete' }
    : {
        state: 'stuck',
        since: rollout.deadline,
        message: `${workload.updated} of ${workload.toUpdate} are of the newest version, ${workload.ready} are ready`,
      };
}

function going(
  { progressDeadlineSeconds }: ReplicatedWorkload,
  since: string,
): Extract<Rollout, { state: 'going' }> {
  const deadlineMs =
    progressDeadlineSeconds === undefined
      ? DEADLINE_MS
      : progressDeadlineSeconds * 1000;
  return {
    state: 'going',
    since,
    deadline: new Date(Date.parse(since) + deadlineMs).toISOString(),
  };
}
