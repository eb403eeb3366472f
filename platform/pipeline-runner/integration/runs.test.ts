import { existsSync, readdirSync } from 'node:fs';
import { eventually, RunnerUnderTest, workflowOf } from './RunnerUnderTest';

let runner: RunnerUnderTest;
beforeAll(async () => {
  runner = await RunnerUnderTest.start();
});
afterAll(() => runner.stop());

/** Three jobs, of which the last is for main alone. */
const WORKFLOW = `
name: CI
on: push
jobs:
  build:
    name: Build it
    runs-on: ubuntu-latest
    outputs:
      version: \${{ steps.version.outputs.version }}
    steps:
      - uses: actions/checkout@v4
      - name: Look at the commit
        run: cat hello.txt; git log -1 --format=%H
      - id: version
        run: echo "version=1.2.3" >> "$GITHUB_OUTPUT"
  test:
    needs: build
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - name: Unit tests
        run: echo "testing \${{ needs.build.outputs.version }}"; test -e passes
      - name: Afterwards
        run: echo afterwards
  release:
    needs: test
    if: github.ref == 'refs/heads/main'
    runs-on: ubuntu-latest
    steps:
      - run: echo "released from $GITHUB_REF_NAME of $GITHUB_REPOSITORY"
`;

it('runs what is pushed, visible within 5 s, and tells the Git host', async () => {
  await runner.repository('good');
  const sha = await runner.company.push('good', {
    '.github/workflows/ci.yaml': WORKFLOW,
    'hello.txt': 'hello from the commit\n',
    passes: '',
  });
  const pushedAt = Date.now();
  const seen = await runner.runOf(sha);
  expect(Date.now() - pushedAt).toBeLessThan(5000);
  expect(seen).toMatchObject({
    repository: `${runner.company.name}/good`,
    workflow: 'CI',
    event: 'push',
    branch: 'main',
    commit: { sha, message: 'A change', url: expect.stringContaining(sha) },
    startedBy: 'cairn',
  });

  const run = await runner.ended(seen.id);
  expect(run).toMatchObject({
    status: 'Succeeded',
    message: '3 jobs succeeded.',
    logTruncated: false,
  });
  expect(run.jobs.map(({ id, name, status }) => [id, name, status])).toEqual([
    ['build', 'Build it', 'Succeeded'],
    ['test', 'test', 'Succeeded'],
    ['release', 'release', 'Succeeded'],
  ]);
  expect(run.jobs[0].steps.map(({ number, name }) => [number, name])).toEqual([
    [1, 'actions/checkout@v4'],
    [2, 'Look at the commit'],
    [3, 'echo "version=1.2.3" >> "$GITHUB_OUTPUT"'],
  ]);
  expect(run.jobs[1].steps[1]).toMatchObject({
    status: 'Succeeded',
    startedAt: expect.any(String),
    finishedAt: expect.any(String),
  });
  const lines = await runner.log(run.id);
  expect(lines).toContainEqual(
    expect.objectContaining({
      job: 'build',
      step: 2,
      text: 'hello from the commit',
    }),
  );
  expect(lines).toContainEqual(
    expect.objectContaining({ job: 'build', step: 2, text: sha }),
  );
  expect(lines.map(({ text }) => text)).toEqual(
    expect.arrayContaining([
      'testing 1.2.3',
      `released from main of ${runner.company.name}/good`,
    ]),
  );

  const status = await eventually(async () => {
    const [last] = await runner.company.statuses('good', sha);
    return last?.status === 'success' ? last : undefined;
  });
  expect(status).toMatchObject({
    context: 'pipeline/CI',
    description: '3 jobs succeeded.',
    target_url: `http://localhost:1/${runner.company.name}/good/${run.id}`,
  });
  expect(readdirSync(runner.workFolder)).toEqual([]);
});

it('names the step that failed, and runs nothing after it', async () => {
  await runner.repository('bad');
  const sha = await runner.company.push('bad', {
    '.github/workflows/ci.yaml': WORKFLOW,
    'hello.txt': '',
  });
  const run = await runner.endOf(sha);
  expect(run.status).toBe('Failed');
  expect(run.message).toMatch(/^Step “Unit tests” of job “test” failed/);
  expect(run.jobs.map(({ id, status }) => [id, status])).toEqual([
    ['build', 'Succeeded'],
    ['test', 'Failed'],
    ['release', 'Skipped'],
  ]);
  expect(run.jobs[1].steps.map(({ status }) => status)).toEqual([
    'Succeeded',
    'Failed',
    'Skipped',
  ]);
  await eventually(async () => {
    const [last] = await runner.company.statuses('bad', sha);
    return last?.status === 'failure' ? last : undefined;
  });
});

it('runs again, and links to what it repeats', async () => {
  await runner.repository('again');
  const sha = await runner.company.push('again', workflowOf('exit 1'));
  const first = await runner.endOf(sha);
  const { id } = await runner.post(first.id, 'rerun');
  expect(await runner.ended(id)).toMatchObject({
    status: 'Failed',
    repeats: first.id,
    startedBy: 'user:default/amara.okafor',
    commit: { sha },
  });
});

it('stops what runs and what waits', async () => {
  await runner.repository('stopped');
  const sha = await runner.company.push('stopped', workflowOf('sleep 3600'));
  const running = await runner.runOf(
    sha,
    ({ jobs }) => jobs[0]?.steps[0]?.status === 'Running',
  );
  const next = await runner.company.push('stopped', { 'other.txt': '' });
  const waiting = await runner.runOf(next);
  expect(waiting).toMatchObject({ status: 'Queued' });
  expect(await runner.post(waiting.id, 'cancel')).toMatchObject({
    status: 'Cancelled',
    message: 'Stopped by user:default/amara.okafor.',
  });
  await runner.post(running.id, 'cancel');
  const run = await runner.ended(running.id);
  expect(run).toMatchObject({
    status: 'Cancelled',
    message: 'Stopped by user:default/amara.okafor.',
  });
  expect(run.jobs[0].steps[0].status).toBe('Cancelled');
  await expect(runner.post(running.id, 'cancel')).rejects.toThrow('409');
});

it('runs two pushes of the same moment one after the other', async () => {
  await runner.repository('left');
  await runner.repository('right');
  const shas = await Promise.all([
    runner.company.push('left', workflowOf('sleep 1')),
    runner.company.push('right', workflowOf('sleep 1')),
  ]);
  const runs = await Promise.all(shas.map(sha => runner.endOf(sha)));
  expect(runs.map(({ status }) => status)).toEqual(['Succeeded', 'Succeeded']);
  const [earlier, later] = runs.sort((a, b) =>
    String(a.startedAt) < String(b.startedAt) ? -1 : 1,
  );
  expect(String(later.startedAt) >= String(earlier.finishedAt)).toBe(true);
});

it('runs nothing for other branches, tags, and commits that ask for it', async () => {
  const repository = await runner.repository('quiet');
  await runner.company.push('quiet', workflowOf('true', 'pull_request'));
  await runner.company.push('quiet', {
    '.github/workflows/main.yaml': `
on: { push: { branches: [main] } }
jobs: { a: { runs-on: ubuntu-latest, steps: [{ run: 'true' }] } }
`,
  });
  await runner.company.push('quiet', { a: '' }, { message: 'x\n\n[skip ci]' });
  await runner.company.push(
    'quiet',
    { b: '' },
    { branch: 'feature', isNew: true },
  );
  const sha = await runner.company.push('quiet', { c: '' });
  await runner.endOf(sha);
  const { items } = await runner.runs(repository);
  expect(items.map(({ branch, workflow }) => [branch, workflow])).toEqual([
    ['main', '.github/workflows/main.yaml'],
    ['main', '.github/workflows/main.yaml'],
  ]);
  expect(existsSync(runner.workFolder)).toBe(true);
});
