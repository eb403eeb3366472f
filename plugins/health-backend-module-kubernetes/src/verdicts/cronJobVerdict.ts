import type { HealthVerdict } from '@cairn/plugin-health-common';
import type { CronJob, Job } from '../objects/job';
import type { Pod } from '../objects/pod';
import { jobVerdict } from './jobVerdict';
import type { Moment } from './trouble';

/** How a CronJob is: as its newest run that has an outcome. Pure. */
export function cronJobVerdict(
  {
    cronJob,
    jobs,
    pods,
  }: { cronJob: CronJob; jobs: readonly Job[]; pods: readonly Pod[] },
  moment: Moment,
): HealthVerdict {
  if (cronJob.isSuspended) {
    return {
      status: 'Idle',
      reason: 'Suspended',
      message: 'It is suspended: no run is started',
      since: cronJob.lastScheduleAt ?? cronJob.createdAt,
      evidence: [],
    };
  }
  const [newest] = [...jobs].sort((a, b) =>
    b.createdAt.localeCompare(a.createdAt),
  );
  const last =
    newest &&
    jobVerdict(
      { job: newest, pods: pods.filter(pod => pod.owner?.uid === newest.uid) },
      moment,
    );
  if (last && last.status === 'Degraded') {
    return {
      ...last,
      reason: last.reason === 'JobFailed' ? 'LastRunFailed' : last.reason,
      message: `Its last run, ${newest.name}: ${last.message}`,
    };
  }
  const lastSuccess = cronJob.lastSuccessAt;
  return {
    status: 'Healthy',
    reason: last?.status === 'Progressing' ? 'Running' : 'Scheduled',
    message: lastSuccess
      ? `It runs by the schedule ${cronJob.schedule}; the last good run ended at ${lastSuccess}`
      : `It runs by the schedule ${cronJob.schedule}; no run has ended yet`,
    since: lastSuccess ?? cronJob.createdAt,
    evidence: [],
  };
}
