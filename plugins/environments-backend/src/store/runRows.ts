import type { RunStep, RunSummary } from '@cairn/plugin-environments-common';
import {
  operationSchema,
  planActionSchema,
  readRef,
  readTexts,
  runStateSchema,
  stepStateSchema,
} from './json';
import type { RunRow, RunStepRow } from './rows';

/** A step with what only the runner needs to know. */
export interface JournalStep extends RunStep {
  operationId: string;
  engine: string;
  liveUid?: string;
}

/** What a run needs to know of itself. */
export interface RunRecord extends RunSummary {
  environmentId: string;
  /** Group whose environment it is of. */
  owner: string;
  /** The environment's; its steps may be in others as well. */
  cluster: string;
  /** UIDs of kube-system by cluster, as they were when it began first. */
  clusterIdentities: Record<string, string>;
}

export function runRecord(row: RunRow, environment: string): RunRecord {
  return {
    ...runSummary(row, environment),
    environmentId: row.environment_id,
    owner: row.owner,
    cluster: row.cluster,
    clusterIdentities: row.cluster_identities
      ? readTexts(row.cluster_identities)
      : {},
  };
}

export function runSummary(row: RunRow, environment: string): RunSummary {
  return {
    id: row.id,
    environment,
    digest: row.digest,
    action: planActionSchema.parse(row.action),
    state: runStateSchema.parse(row.state),
    message: row.message,
    startedBy: row.started_by,
    attempt: row.attempt,
    ...(row.cancel_requested_by && {
      cancelRequestedBy: row.cancel_requested_by,
    }),
    createdAt: row.created_at,
    ...(row.started_at && { startedAt: row.started_at }),
    ...(row.finished_at && { finishedAt: row.finished_at }),
  };
}

export function runStep(row: RunStepRow): RunStep {
  return {
    index: row.idx,
    component: row.component,
    operation: operationSchema.parse(row.operation),
    ref: readRef(row.ref),
    state: stepStateSchema.parse(row.state),
    tries: row.tries,
    ...(row.message && { message: row.message }),
    ...(row.started_at && { startedAt: row.started_at }),
    ...(row.finished_at && { finishedAt: row.finished_at }),
  };
}

export function journalStep(row: RunStepRow): JournalStep {
  return {
    ...runStep(row),
    operationId: row.operation_id,
    engine: row.engine,
    ...(row.live_uid && { liveUid: row.live_uid }),
  };
}
