import type { AuditorService } from '@backstage/backend-plugin-api';
import type { PipelineRun } from '@cairn/plugin-pipelines-common';
import type { Request } from 'express';

/** Does something with a run that must be known afterwards, with who asked for it, and whether it was done. */
export async function audited(
  auditor: AuditorService,
  event: {
    eventId: 'pipeline-rerun' | 'pipeline-cancel';
    request: Request;
    meta: { entityRef: string; run: string };
  },
  action: () => Promise<PipelineRun>,
): Promise<PipelineRun> {
  const audit = await auditor.createEvent({ ...event, severityLevel: 'low' });
  let run: PipelineRun;
  try {
    run = await action();
  } catch (error) {
    await audit.fail({
      error: error instanceof Error ? error : new Error(String(error)),
    });
    throw error;
  }
  await audit.success({
    meta: {
      repository: run.repository,
      commit: run.commit.sha,
      result: run.id,
    },
  });
  return run;
}
