import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newRunId } from './runId';
import type { RunRecord } from './RunRecord';
import { RunStore } from './RunStore';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cairn runs-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function record(over: Partial<RunRecord> = {}): RunRecord {
  return {
    id: newRunId(),
    repository: 'larkfield/cart-api',
    workflow: 'CI',
    event: 'push',
    branch: 'main',
    commit: { sha: 'a'.repeat(40), message: 'm', author: 'a', url: 'u' },
    status: 'Succeeded',
    message: 'fine',
    queuedAt: '2026-01-01T00:00:00.000Z',
    startedBy: 'amara',
    jobs: [],
    logTruncated: false,
    workflowFile: '.github/workflows/ci.yaml',
    defaultBranch: 'main',
    before: '0'.repeat(40),
    ...over,
  };
}

it('finds after a restart what it kept, and nothing that is half', () => {
  const first = record();
  RunStore.open(folder, { keep: 10 }).save(first);
  const torn = newRunId();
  mkdirSync(join(folder, torn));
  writeFileSync(join(folder, torn, 'run.json'), '{"id": "');
  mkdirSync(join(folder, '..strange'));
  const store = RunStore.open(folder, { keep: 10 });
  expect(store.all()).toEqual([first]);
  expect(() => store.get(torn)).toThrow(/There is no run/);
});

it('lists newest first, by pages, by repository and branch', () => {
  const store = RunStore.open(folder, { keep: 100 });
  const ids = Array.from({ length: 5 }, () => {
    const made = record();
    store.save(made);
    return made.id;
  }).reverse();
  store.save(record({ repository: 'larkfield/other' }));
  store.save(record({ branch: 'feature' }));
  const query = { repository: 'larkfield/cart-api', branch: 'main', limit: 2 };
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = store.list({ ...query, cursor });
    expect(page.total).toBe(5);
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  } while (cursor);
  expect(seen).toEqual(ids);
  expect(store.list({ limit: 1 }).total).toBe(7);
  expect(() => store.list({ limit: 1, cursor: '../../etc' })).toThrow(
    /no cursor/,
  );
});

it('tells others nothing that is for itself', () => {
  const store = RunStore.open(folder, { keep: 10 });
  store.save(record({ reported: 'Succeeded' }));
  const [summary] = store.list({ limit: 1 }).items;
  expect(Object.keys(summary)).not.toEqual(
    expect.arrayContaining(['workflowFile', 'reported', 'before', 'jobs']),
  );
});

it('keeps the newest that ended, and all that did not', () => {
  const store = RunStore.open(folder, { keep: 2 });
  const waiting = record({ status: 'Queued' });
  store.save(waiting);
  const ended = Array.from({ length: 4 }, () => record());
  ended.forEach(made => store.save(made));
  expect(store.all().map(({ id }) => id)).toEqual([
    ended[3].id,
    ended[2].id,
    waiting.id,
  ]);
  expect(readdirSync(folder)).toHaveLength(3);
});

it('gives ids in which runs sort, also within a millisecond', () => {
  const ids = Array.from({ length: 500 }, () => newRunId(1_800_000_000_000));
  expect([...ids].sort()).toEqual(ids);
});
