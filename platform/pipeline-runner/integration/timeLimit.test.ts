import { readdirSync } from 'node:fs';
import { eventually, RunnerUnderTest, workflowOf } from './RunnerUnderTest';

let runner: RunnerUnderTest;
beforeAll(async () => {
  runner = await RunnerUnderTest.start({ runMs: 5000, queuedRuns: 2 });
});
afterAll(() => runner.stop());

it('stops a run that never ends, and refuses those that nobody could wait for', async () => {
  await runner.repository('endless');
  const sha = await runner.company.push(
    'endless',
    workflowOf(
      'trap "" TERM INT HUP; echo on and on; while :; do sleep 1; done',
    ),
  );
  const seen = await runner.runOf(sha, ({ status }) => status === 'Running');
  const others: string[] = [];
  for (const name of ['a', 'b', 'c']) {
    others.push(await runner.company.push('endless', { [name]: '' }));
  }
  const run = await runner.ended(seen.id);
  expect(run).toMatchObject({
    status: 'TimedOut',
    message: 'Stopped: it took longer than 5 s, which is the limit of a run.',
  });
  expect(run.jobs[0].steps[0]).toMatchObject({
    status: 'TimedOut',
    finishedAt: expect.any(String),
  });
  expect(await runner.text(run.id)).toContain('on and on');
  await eventually(async () => {
    const [status] = await runner.company.statuses('endless', sha);
    return status?.status === 'failure' ? status : undefined;
  });
  const ends = [];
  for (const other of others) {
    ends.push((await runner.endOf(other)).status);
  }
  expect(ends).toContain('TimedOut');
  expect(readdirSync(runner.workFolder)).toEqual([]);
}, 120_000);
