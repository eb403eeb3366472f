import { ConflictError } from '@backstage/errors';
import type {
  PipelineLog,
  PipelineRun,
  PipelineRunPage,
} from '@cairn/plugin-pipelines-common';
import { readLog } from '../runs/LogFile';
import { newRunId } from '../runs/runId';
import { hasEnded, publicRun, type RunRecord } from '../runs/RunRecord';
import type { RunQueue } from '../runs/RunQueue';
import type { RunQuery, RunStore } from '../runs/RunStore';
import type { StatusReporter } from '../runs/StatusReporter';
import { meansBranch } from '../workflow/branchFilter';
import type { WorkflowFile, WorkflowSource } from '../workflow/WorkflowSource';
import type { Movement, SettledPushes } from './SettledPushes';
import type { Push } from './pushEvent';

/** What the runner does for others: take pushes, tell of runs, repeat and stop them. */
export class Pipelines {
  readonly #store: RunStore;
  readonly #queue: RunQueue;
  readonly #reporter: StatusReporter;
  readonly #workflows: WorkflowSource;
  readonly #settledPushes: SettledPushes;

  constructor(options: {
    store: RunStore;
    queue: RunQueue;
    reporter: StatusReporter;
    workflows: WorkflowSource;
    settledPushes: SettledPushes;
  }) {
    this.#store = options.store;
    this.#queue = options.queue;
    this.#reporter = options.reporter;
    this.#workflows = options.workflows;
    this.#settledPushes = options.settledPushes;
  }

  /** Queues a run of each workflow that is for this push, unless that is settled. A file that is no workflow is a run that failed. */
  async push(push: Push): Promise<PipelineRun[]> {
    const { repository, sha } = push;
    const files = await this.#workflows.list(repository, sha);
    // From here on nobody comes in between: two who tell of one push make one run.
    return this.#settledPushes.take(movementOf(push))
      ? []
      : this.#queueRuns(push, files);
  }

  /** Does the same for a push that the Git host could not tell of, unless it did meanwhile. */
  async missedPush(push: Push): Promise<PipelineRun[]> {
    const { repository, sha } = push;
    const files = await this.#workflows.list(repository, sha);
    const isKnown = this.#store
      .all()
      .some(run => run.repository === repository && run.commit.sha === sha);
    if (isKnown) {
      return [];
    }
    this.#settledPushes.add(movementOf(push));
    return this.#queueRuns(push, files);
  }

  #queueRuns(push: Push, files: readonly WorkflowFile[]): PipelineRun[] {
    return files
      .filter(
        ({ workflow }) =>
          !('jobs' in workflow) ||
          (workflow.push && meansBranch(workflow.push, push.branch)),
      )
      .map(file => publicRun(this.#queueRun(newRecord(push, file), file)));
  }

  list(query: RunQuery): PipelineRunPage {
    return this.#store.list(query);
  }

  /** @throws NotFoundError */
  get(id: string): PipelineRun {
    return publicRun(this.#store.get(id));
  }

  /** @throws NotFoundError */
  log(id: string, after: number): PipelineLog {
    const { status } = this.#store.get(id);
    return readLog(this.#store.logPath(id), after, hasEnded(status));
  }

  /**
   * Runs the same workflow at the same commit once more.
   *
   * @throws ConflictError while the run has not ended.
   */
  rerun(id: string, by: string): PipelineRun {
    const record = this.#store.get(id);
    if (!hasEnded(record.status)) {
      throw new ConflictError(
        `Run ${id} has not ended yet (${record.status}); stop it first, or wait`,
      );
    }
    const { startedAt, finishedAt, reported, ...rest } = record;
    const again: RunRecord = {
      ...rest,
      ...queuedNow(),
      startedBy: by,
      repeats: id,
    };
    this.#queue.add(again);
    return publicRun(again);
  }

  cancel(id: string, by: string): PipelineRun {
    return publicRun(this.#queue.cancel(id, by));
  }

  get status() {
    return { queued: this.#queue.queued, running: this.#queue.running };
  }

  #queueRun(record: RunRecord, { workflow }: WorkflowFile): RunRecord {
    try {
      if (!('jobs' in workflow)) {
        return this.#refuse(
          record,
          `${record.workflowFile} is not a workflow that can be run: ${workflow.problem}`,
        );
      }
      this.#queue.add(record);
      return record;
    } catch (error) {
      // A push must not vanish: it is seen, with why it did not run.
      return this.#refuse(
        record,
        error instanceof Error ? error.message : String(error),
      );
    }
  }

  #refuse(record: RunRecord, message: string): RunRecord {
    const refused: RunRecord = {
      ...record,
      status: 'Failed',
      message,
      finishedAt: record.queuedAt,
    };
    this.#store.save(refused);
    this.#reporter.wake();
    return refused;
  }
}

function movementOf({ repository, branch, sha }: Push): Movement {
  return { repository, ref: `refs/heads/${branch}`, sha };
}

function queuedNow() {
  return {
    id: newRunId(),
    status: 'Queued' as const,
    message: 'Waits for its turn: one run at a time.',
    queuedAt: new Date().toISOString(),
    jobs: [],
    logTruncated: false,
  };
}

function newRecord(push: Push, { path, workflow }: WorkflowFile): RunRecord {
  return {
    ...queuedNow(),
    repository: push.repository,
    workflow: 'name' in workflow ? workflow.name : path,
    event: 'push',
    branch: push.branch,
    commit: {
      sha: push.sha,
      message: push.message,
      author: push.author,
      url: push.url,
    },
    startedBy: push.pusher,
    workflowFile: path,
    defaultBranch: push.defaultBranch,
    before: push.before,
  };
}
