import {
  mkdirSync,
  openSync,
  closeSync,
  fsyncSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { InputError, NotFoundError } from '@backstage/errors';
import type { PipelineRunPage } from '@cairn/plugin-pipelines-common';
import { recordSchema } from './recordSchema';
import { hasEnded, publicRun, type RunRecord } from './RunRecord';

/** What is listed. */
export interface RunQuery {
  /** `owner/name`; absent: all. */
  repository?: string;
  branch?: string;
  /** 1 to 100. */
  limit: number;
  cursor?: string;
}

const ID = /^[0-9a-z]{9}-[0-9a-z]{6}$/;

/** Ids sort by the time they were made at. */
function isNewer(a: RunRecord, b: RunRecord): number {
  return a.id < b.id ? 1 : -1;
}

/**
 * Runs, a folder each, with `run.json` and the log. Every change is a file replaced as a whole, so that a runner that is
 * killed loses nothing that it told of.
 */
export class RunStore {
  /** Reads what an earlier runner left. What is not a run is passed over. */
  static open(folder: string, options: { keep: number }): RunStore {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const store = new RunStore(folder, options.keep);
    for (const name of readdirSync(folder)) {
      const record = store.#read(name);
      if (record) {
        store.#records.set(record.id, record);
      }
    }
    return store;
  }

  readonly #folder: string;
  readonly #keep: number;
  readonly #records = new Map<string, RunRecord>();

  private constructor(folder: string, keep: number) {
    this.#folder = folder;
    this.#keep = keep;
  }

  /** Keeps a run, as new or in place of what it was. */
  save(record: RunRecord): void {
    const folder = join(this.#folder, record.id);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const path = join(folder, 'run.json');
    const next = `${path}.next`;
    const file = openSync(next, 'w', 0o600);
    try {
      writeSync(file, JSON.stringify(record));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(next, path);
    const isNew = !this.#records.has(record.id);
    this.#records.set(record.id, record);
    if (isNew) {
      this.#removeOldest();
    }
  }

  find(id: string): RunRecord | undefined {
    return this.#records.get(id);
  }

  /** @throws NotFoundError */
  get(id: string): RunRecord {
    const record = this.find(id);
    if (!record) {
      throw new NotFoundError(
        `There is no run ${id}. The runner keeps the newest ${
          this.#keep
        }; it may have been removed`,
      );
    }
    return record;
  }

  /** Newest first. */
  all(): RunRecord[] {
    return [...this.#records.values()].sort(isNewer);
  }

  /** @throws InputError where the cursor is none of ours. */
  list(query: RunQuery): PipelineRunPage {
    const { cursor, limit } = query;
    if (cursor !== undefined && !ID.test(cursor)) {
      throw new InputError(`"${cursor}" is no cursor; leave it out to start`);
    }
    const found = this.all().filter(
      ({ repository, branch }) =>
        (query.repository === undefined || repository === query.repository) &&
        (query.branch === undefined || branch === query.branch),
    );
    const rest = cursor ? found.filter(({ id }) => id < cursor) : found;
    const items = rest.slice(0, limit).map(record => {
      const { jobs, logTruncated, ...summary } = publicRun(record);
      return summary;
    });
    return {
      items,
      total: found.length,
      nextCursor: rest.length > limit ? items.at(-1)?.id : undefined,
    };
  }

  /** Path of a run's log. */
  logPath(id: string): string {
    return join(this.#folder, id, 'log.ndjson');
  }

  #removeOldest() {
    const ended = this.all().filter(({ status }) => hasEnded(status));
    for (const { id } of ended.slice(this.#keep)) {
      this.#records.delete(id);
      rmSync(join(this.#folder, id), { recursive: true, force: true });
    }
  }

  #read(name: string): RunRecord | undefined {
    if (!ID.test(name)) {
      return undefined;
    }
    try {
      const text = readFileSync(join(this.#folder, name, 'run.json'), 'utf8');
      const parsed = recordSchema.safeParse(JSON.parse(text));
      return parsed.success && parsed.data.id === name
        ? parsed.data
        : undefined;
    } catch {
      return undefined;
    }
  }
}
