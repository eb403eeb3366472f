import type { HealthVerdict } from '@cairn/plugin-health-common';
import type { Job } from '../objects/job';
import type { Pod } from '../objects/pod';
import { podTroubles } from './podTroubles';
import type { Moment } from './trouble';

/** How a Job is. Pure. */
export function jobVerdict(
  { job, pods }: { job: Job; pods: readonly Pod[] },
  moment: Moment,
): HealthVerdict {
  const count = `${job.succeeded} of ${job.wanted} completions`;
  const startedAt = job.startedAt ?? job.createdAt;
  const is = (type: string) =>
    job.conditions.find(one => one.type === type && one.isTrue);
  const complete = is('Complete');
  if (complete) {
    return {
      status: 'Healthy',
      reason: 'Completed',
      message: `It ended as it should: ${count}`,
      since: job.finishedAt ?? complete.since ?? startedAt,
      evidence: [],
    };
  }
  const failed = is('Failed');
  const troubles = podTroubles(pods, moment);
  if (failed) {
    return {
      status: 'Degraded',
      reason: 'JobFailed',
      message: `It failed with ${count}: ${failed.message || failed.reason}`,
      since: failed.since ?? startedAt,
      evidence: troubles.map(({ evidence }) => evidence).slice(0, 5),
    };
  }
  if (job.isSuspended) {
    return {
      status: 'Idle',
      reason: 'Suspended',
      message: 'It is suspended',
      since: is('Suspended')?.since ?? job.createdAt,
      evidence: [],
    };
  }
  const [worst] = troubles.filter(({ isUsualInRollout }) => !isUsualInRollout);
  if (worst) {
    return {
      status: 'Degraded',
      reason: worst.reason,
      message: `It runs with ${count}: ${worst.message}`,
      since: worst.since,
      evidence: troubles.map(({ evidence }) => evidence).slice(0, 5),
    };
  }
  return {
    status: 'Progressing',
    reason: 'JobRunning',
    message: `It runs; ${count}`,
    since: startedAt,
    evidence: [],
    waitingFor: `${job.active || job.wanted} of its pods to end`,
  };
}
