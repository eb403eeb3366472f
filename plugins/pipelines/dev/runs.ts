import type {
  PipelineJob,
  PipelineLogLine,
  PipelineRun,
  PipelineStatus,
} from '@cairn/plugin-pipelines-common';

const START = Date.parse('2026-11-22T10:00:00Z');

/** A moment some seconds after the start of the example. */
export function at(seconds: number) {
  return new Date(START + seconds * 1000).toISOString();
}

function job(
  id: string,
  from: number,
  steps: Array<[name: string, status: PipelineStatus]>,
): PipelineJob {
  const ended = !steps.some(([, status]) =>
    ['Running', 'Queued'].includes(status),
  );
  const status =
    steps.map(([, one]) => one).find(one => one !== 'Succeeded') ?? 'Succeeded';
  return {
    id,
    name: id,
    status: status === 'Skipped' ? 'Failed' : status,
    startedAt: at(from),
    finishedAt: ended ? at(from + 4 * steps.length) : undefined,
    steps: steps.map(([name, one], index) => ({
      number: index + 1,
      name,
      status: one,
      startedAt: one === 'Skipped' ? undefined : at(from + 4 * index),
      finishedAt: ['Succeeded', 'Failed'].includes(one)
        ? at(from + 4 * index + 4)
        : undefined,
    })),
  };
}

const build = job('build', 1, [
  ['Check out', 'Succeeded'],
  ['Build', 'Succeeded'],
]);

const common = {
  repository: 'larkfield/cart-api',
  workflow: 'CI',
  event: 'push',
  branch: 'main',
  startedBy: 'user:default/amara.okafor',
  queuedAt: at(0),
  logTruncated: false,
};

function commit(sha: string, message: string) {
  return {
    sha: sha.repeat(40).slice(0, 40),
    message,
    author: 'Amara Okafor',
    url: `http://localhost:7009/larkfield/cart-api/commit/${sha}`,
  };
}

const RUNS: Record<
  'queued' | 'running' | 'failed' | 'succeeded' | 'stopped',
  PipelineRun
> = {
  queued: {
    ...common,
    id: '24',
    branch: 'vouchers',
    commit: commit('5', 'feat: take vouchers at the checkout'),
    status: 'Queued',
    message: 'Waits for run 23 of larkfield/cart-api: second in the queue.',
    queuedAt: at(60),
    jobs: [],
  },
  running: {
    ...common,
    id: '23',
    commit: commit('4', 'fix: round the total once'),
    status: 'Running',
    message: 'Runs “Run the tests” of the job test.',
    startedAt: at(1),
    jobs: [
      build,
      job('test', 10, [
        ['Check out', 'Succeeded'],
        ['Run the tests', 'Running'],
      ]),
    ],
  },
  failed: {
    ...common,
    id: '22',
    commit: commit('3', 'feat: count what is in the cart'),
    status: 'Failed',
    message: '“Run the tests” of the job test failed: exit code 1.',
    startedAt: at(1),
    finishedAt: at(19),
    jobs: [
      build,
      job('test', 10, [
        ['Check out', 'Succeeded'],
        ['Run the tests', 'Failed'],
        ['Publish', 'Skipped'],
      ]),
    ],
  },
  succeeded: {
    ...common,
    id: '21',
    commit: commit('2', 'chore: update what it is built with'),
    status: 'Succeeded',
    message: 'All 2 jobs are done.',
    startedAt: at(1),
    finishedAt: at(19),
    jobs: [
      build,
      job('test', 10, [
        ['Check out', 'Succeeded'],
        ['Run the tests', 'Succeeded'],
      ]),
    ],
  },
  stopped: {
    ...common,
    id: '20',
    branch: 'vouchers',
    commit: commit('1', 'feat: vouchers, first attempt'),
    status: 'Cancelled',
    message: 'Stopped by Priya Raman.',
    startedBy: 'a-robot',
    startedAt: at(1),
    finishedAt: at(5),
    jobs: [build],
  },
};

export function someRun(kind: keyof typeof RUNS): PipelineRun {
  return RUNS[kind];
}

/** Newest first. */
export const someRuns = Object.values(RUNS);

/** What a run printed: two jobs, colours, a progress bar, and markup that must stay text. */
export const someLog: PipelineLogLine[] = [
  ['build', 1, 'Fetching larkfield/cart-api'],
  ['build', 1, 'HEAD is now at 3333333'],
  ['build', 2, '10%\r50%\r100% built'],
  ['build', 2, '\u001b[32m✓\u001b[39m built in 3.2 s'],
  ['test', 1, 'Fetching larkfield/cart-api'],
  ['test', 2, 'RUN  v3.0.0'],
  ['test', 2, '\u001b[31;1mFAIL\u001b[0m src/cart.test.ts > counts'],
  ['test', 2, 'AssertionError: expected <b>3</b> to be 2'],
  ['test', 2, '\u001b[31mERROR\u001b[39m exit code 1'],
].map(([of, step, text], index) => ({
  cursor: index + 1,
  at: at(index),
  job: String(of),
  step: Number(step),
  text: String(text),
}));
