import type { Evidence, HealthVerdict } from '@cairn/plugin-health-common';
import { condition, isActive, isReady, type Pod } from '../objects/pod';
import type { ReplicatedWorkload } from '../objects/workload';
import { podTroubles } from './podTroubles';
import { rolloutOf, type Rollout } from './rollout';
import type { Moment, Trouble } from './trouble';

const MAX_EVIDENCE = 5;
/** A pod that takes the place of another one may need this long before it is missed. */
const REPLACED_MS = 60_000;

/** A workload that keeps copies running, with what belongs to it. */
export interface ReplicatedFacts {
  workload: ReplicatedWorkload;
  /** ReplicaSets of a Deployment. */
  replicaSets: readonly ReplicatedWorkload[];
  pods: readonly Pod[];
}

/** How a Deployment, StatefulSet, DaemonSet or ReplicaSet is. Pure. */
export function replicatedVerdict(
  facts: ReplicatedFacts,
  moment: Moment,
): HealthVerdict {
  const { workload, pods } = facts;
  const { wanted, ready } = workload;
  const count = `${ready} of ${wanted} pods ${
    ready === 1 ? 'is' : 'are'
  } ready`;
  if (workload.isDeleting) {
    return waiting(facts, moment, {
      reason: 'Deleting',
      message: 'It is being deleted',
      waitingFor: `its ${pods.length} pods to end`,
    });
  }
  if (!workload.isObserved) {
    return waiting(facts, moment, {
      reason: 'NotObserved',
      message: `A change was made that its controller has not taken up; ${count}`,
      waitingFor: `the controller of ${workload.kind}s to act on it`,
    });
  }
  if (wanted === 0) {
    return {
      status: 'Idle',
      reason: workload.kind === 'DaemonSet' ? 'NoNodes' : 'ScaledToZero',
      message:
        workload.kind === 'DaemonSet'
          ? 'No node is one that it runs on'
          : 'It is scaled to zero',
      since:
        since(workload.conditions.map(one => one.updatedAt ?? one.since)) ??
        workload.createdAt,
      evidence: [],
    };
  }
  const rollout = rolloutOf(workload, {
    startedAt: startOf(facts),
    now: moment.now,
  });
  const troubles = podTroubles(pods, moment).filter(
    trouble => trouble.reason !== 'PodFailed' || ready < wanted,
  );
  const isFirst = isFirstRollout(facts, rollout);
  const [worst] = troubles.filter(
    ({ isUsualInRollout }) => !isUsualInRollout || rollout.state !== 'going',
  );
  if (worst) {
    return troubled({ worst, troubles, rollout, count, isFirst, ready });
  }
  if (rollout.state === 'stuck') {
    return {
      status: ready === 0 ? 'Down' : 'Degraded',
      reason: 'RolloutStuck',
      message: `The rollout does not get on; ${count}`,
      since: rollout.since,
      evidence: [
        { message: rollout.message, at: rollout.since },
        ...notReady(pods, moment),
      ].slice(0, MAX_EVIDENCE),
    };
  }
  if (rollout.state === 'going') {
    return {
      status: 'Progressing',
      reason: isFirst ? 'FirstRollout' : 'RollingOut',
      message: `${
        isFirst
          ? 'It is being deployed for the first time'
          : 'A new version is rolled out'
      }; ${count}`,
      since: startOf(facts),
      evidence: notReady(pods, moment),
      waitingFor: `${waitedFor(workload, {
        troubles,
        isFirst,
      })}; it counts as stuck at ${rollout.deadline}`,
    };
  }
  if (ready < wanted) {
    return tooFew(facts, moment, count);
  }
  if (rollout.state === 'paused') {
    return waiting(facts, moment, {
      reason: 'RolloutPaused',
      message: `${count}; the rollout of a new version is paused at ${workload.updated} of ${wanted}`,
      waitingFor: 'somebody to resume the rollout',
    });
  }
  return {
    status: 'Healthy',
    reason: workload.isPaused ? 'RolloutPaused' : 'RolloutComplete',
    message: workload.isPaused ? `${count}; its rollout is paused` : count,
    since:
      since(pods.map(pod => condition(pod, 'Ready')?.since)) ??
      workload.createdAt,
    evidence: [],
  };
}

function troubled(options: {
  worst: Trouble;
  troubles: Trouble[];
  rollout: Rollout;
  count: string;
  isFirst: boolean;
  ready: number;
}): HealthVerdict {
  const { worst, troubles, rollout, count, isFirst, ready } = options;
  const alike = troubles.filter(({ reason }) => reason === worst.reason);
  return {
    // What has never served and is only young is not down yet.
    status:
      ready > 0 || (isFirst && rollout.state === 'going') ? 'Degraded' : 'Down',
    reason: worst.reason,
    message: `${count}: ${worst.message}${
      alike.length > 1 ? `, as in ${alike.length - 1} more` : ''
    }`,
    since: alike.map(one => one.since).sort()[0] ?? worst.since,
    evidence: [
      ...troubles.map(({ evidence }) => evidence),
      ...(rollout.state === 'stuck'
        ? [{ message: rollout.message, at: rollout.since }]
        : []),
    ].slice(0, MAX_EVIDENCE),
  };
}

/** The rollout is over, nothing is known to be wrong, and yet pods are missing. */
function tooFew(
  { workload, pods }: ReplicatedFacts,
  { cluster, now }: Moment,
  count: string,
): HealthVerdict {
  const missing = pods.filter(pod => isActive(pod) && !isReady(pod));
  const youngest = since(missing.map(({ createdAt }) => createdAt));
  const begun = since([
    youngest,
    ...workload.conditions
      .filter(({ type, isTrue }) => type === 'Available' && !isTrue)
      .map(one => one.since),
  ]);
  const evidence = notReady(pods, { cluster, now });
  if (youngest && now - Date.parse(youngest) < REPLACED_MS) {
    return {
      status: 'Progressing',
      reason: 'PodsStarting',
      message: `${count}; the others are starting`,
      since: youngest,
      evidence,
      waitingFor: `${workload.wanted - workload.ready} more pods to be ready`,
    };
  }
  return {
    status: workload.ready === 0 ? 'Down' : 'Degraded',
    reason: 'TooFewReady',
    message:
      missing.length > 0
        ? `${count}`
        : `${count}; the others are not being made, see its events`,
    since: begun ?? workload.createdAt,
    evidence,
  };
}

function waiting(
  { workload, pods }: ReplicatedFacts,
  moment: Moment,
  told: { reason: string; message: string; waitingFor: string },
): HealthVerdict {
  return {
    status: 'Progressing',
    ...told,
    since:
      since(workload.conditions.map(one => one.updatedAt ?? one.since)) ??
      workload.createdAt,
    evidence: notReady(pods, moment),
  };
}

function waitedFor(
  { wanted, updated, toUpdate, ready }: ReplicatedWorkload,
  { troubles, isFirst }: { troubles: Trouble[]; isFirst: boolean },
): string {
  const [first] = troubles;
  const what =
    updated < toUpdate && !isFirst
      ? `${
          toUpdate - updated
        } of ${wanted} pods to be replaced by the new version`
      : `${Math.max(wanted - ready, 1)} more of ${wanted} pods to be ready`;
  return first ? `${what} (${first.message})` : what;
}

function notReady(pods: readonly Pod[], { cluster }: Moment): Evidence[] {
  return pods
    .filter(pod => isActive(pod) && !isReady(pod))
    .slice(0, MAX_EVIDENCE)
    .map(pod => ({
      message: `Pod ${pod.name} is ${pod.phase} and not ready${
        condition(pod, 'Ready')?.message
          ? `: ${condition(pod, 'Ready')?.message}`
          : ''
      }`,
      object: {
        cluster,
        apiVersion: 'v1',
        kind: 'Pod',
        namespace: pod.namespace,
        name: pod.name,
      },
      at: condition(pod, 'Ready')?.since ?? pod.createdAt,
    }));
}

/** Nothing of it was ever complete: there is one version, and its rollout goes on or is stuck. */
function isFirstRollout(
  { workload, replicaSets }: ReplicatedFacts,
  rollout: Rollout,
): boolean {
  return (
    rollout.state !== 'complete' &&
    (workload.kind === 'Deployment'
      ? replicaSets.length <= 1
      : Date.parse(startOf({ workload, replicaSets, pods: [] })) ===
        Date.parse(workload.createdAt))
  );
}

/** When the newest version began: its ReplicaSet, else its youngest pod, else the workload itself. */
function startOf({ workload, replicaSets, pods }: ReplicatedFacts): string {
  return (
    since(
      (workload.kind === 'Deployment' ? replicaSets : pods).map(
        ({ createdAt }) => createdAt,
      ),
    ) ?? workload.createdAt
  );
}

/** The latest of some times. */
function since(times: Array<string | undefined>): string | undefined {
  return times
    .filter(time => time !== undefined)
    .sort()
    .at(-1);
}
