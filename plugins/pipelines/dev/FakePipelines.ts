import type {
  PipelineLog,
  PipelineLogLine,
  PipelineRun,
  PipelineRunPage,
  PipelinesApi,
} from '@cairn/plugin-pipelines-common';
import { someLog, someRuns } from './runs';

/** At most this many lines an answer, as the backend does. */
const PART = 2_000;

/** Pipelines in memory. */
export class FakePipelines implements PipelinesApi {
  runs: PipelineRun[] = [...someRuns];
  logs = new Map<string, PipelineLogLine[]>([
    ['22', someLog],
    ['21', someLog.slice(0, 6)],
    ['23', someLog.slice(0, 6)],
  ]);

  async listRuns(
    _entityRef: string,
    query: { limit?: number; cursor?: string; branch?: string } = {},
  ): Promise<PipelineRunPage> {
    const { limit = 20, cursor = '0', branch } = query;
    const from = Number(cursor);
    const found = this.runs.filter(
      run => branch === undefined || run.branch === branch,
    );
    return {
      items: found.slice(from, from + limit),
      total: found.length,
      nextCursor:
        from + limit < found.length ? String(from + limit) : undefined,
    };
  }

  async getRun(_entityRef: string, id: string): Promise<PipelineRun> {
    const run = this.runs.find(one => one.id === id);
    if (!run) throw new Error(`There is no run ${id}`);
    return run;
  }

  async getLog(entityRef: string, id: string, after = 0): Promise<PipelineLog> {
    const run = await this.getRun(entityRef, id);
    const left = (this.logs.get(id) ?? []).filter(
      ({ cursor }) => cursor > after,
    );
    return {
      lines: left.slice(0, PART),
      complete:
        left.length <= PART && !['Queued', 'Running'].includes(run.status),
    };
  }

  async rerun(entityRef: string, id: string): Promise<PipelineRun> {
    const again: PipelineRun = {
      ...(await this.getRun(entityRef, id)),
      id: String(100 + this.runs.length),
      status: 'Queued',
      message: 'Waits for nothing: it starts in a moment.',
      queuedAt: new Date().toISOString(),
      startedAt: undefined,
      finishedAt: undefined,
      repeats: id,
      jobs: [],
    };
    this.runs = [again, ...this.runs];
    return again;
  }

  async cancel(_entityRef: string, id: string): Promise<PipelineRun> {
    this.runs = this.runs.map(run =>
      run.id === id
        ? {
            ...run,
            status: 'Cancelled',
            message: 'Stopped by Amara Okafor.',
            finishedAt: new Date().toISOString(),
          }
        : run,
    );
    return this.getRun('', id);
  }

  /** The program of a running run prints lines. */
  print(id: string, ...texts: string[]) {
    const before = this.logs.get(id) ?? [];
    this.logs.set(id, [
      ...before,
      ...texts.map((text, index) => ({
        cursor: before.length + index + 1,
        at: new Date().toISOString(),
        job: 'test',
        step: 2,
        text,
      })),
    ]);
  }
}
