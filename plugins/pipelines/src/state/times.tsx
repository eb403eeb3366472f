import type { PipelineRunSummary } from '@cairn/plugin-pipelines-common';
import { Took } from '@cairn/plugin-portal-react';

type Timed = Pick<
  PipelineRunSummary,
  'status' | 'queuedAt' | 'startedAt' | 'finishedAt'
>;

/** How long a run took, takes, or waits already. */
export function RunTime({ run }: { run: Timed }) {
  if (run.startedAt) return <Took from={run.startedAt} to={run.finishedAt} />;
  if (run.finishedAt) return <>did not start</>;
  return (
    <>
      waits <Took from={run.queuedAt} />
    </>
  );
}
