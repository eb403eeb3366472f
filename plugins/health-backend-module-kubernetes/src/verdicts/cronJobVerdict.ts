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
  const runs = [...jobs]
    .sort((a, b) => b.createdAt.localeCompare(a.createdAt))
    .map(job => ({
      job,
      verdict: jobVerdict(
        { job, pods: pods.filter(pod => pod.owner?.uid === job.uid) },
        moment,
      ),
    }));
  // One that only runs says nothing yet, and does not hide how the one before it ended.
  const last = runs.find(({ verdict }) => verdict.status !== 'Progressing');
  if (last && last.verdict.status === 'Degraded') {
    const { job, verdict } = last;
    return {
      ...verdict,
      reason: verdict.reason === 'JobFailed' ? 'LastRunFailed' : verdict.reason,
      message: `Its last run, ${job.name}: ${verdict.message}`,
    };
  }
  const lastSuccess = cronJob.lastSuccessAt;
  return {
    status: 'Healthy',
    reason: runs[0]?.verdict.status === 'Progressing' ? 'Running' : 'Scheduled',
    message: lastSuccess
      ? `It runs by the schedule ${cronJob.schedule}; the last good run ended at ${lastSuccess}`
      : `It runs by the schedule ${cronJob.schedule}; no run has ended yet`,
    since: lastSuccess ?? cronJob.createdAt,
    evidence: [],
  };
}
