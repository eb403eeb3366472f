import { execFileSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { eventually, RunnerUnderTest, workflowOf } from './RunnerUnderTest';

const LOG_BYTES = 200_000;

let runner: RunnerUnderTest;
beforeAll(async () => {
  runner = await RunnerUnderTest.start({
    runMs: 60_000,
    logBytes: LOG_BYTES,
    processes: 60,
    memoryBytes: 1_500_000_000,
  });
});
afterAll(() => runner.stop());

/** Processes whose command line holds a word. */
function processesWith(word: string): string[] {
  return execFileSync('ps', ['-A', '-ww', '-o', 'pid=,args='], {
    encoding: 'utf8',
  })
    .split('\n')
    .filter(line => line.includes(word) && !line.includes('ps -A'));
}

/** Seconds to sleep by which the processes of one test are known. */
function sleepMark(): string {
  return `99${randomInt(1e6, 1e7)}`;
}

/** Runs a script as the only step of a run, to the end. */
async function runScript(name: string, script: string) {
  await runner.repository(name);
  return runner.endOf(await runner.company.push(name, workflowOf(script)));
}

describe('a run that', () => {
  it('prints 100 MB is cut, and says so', async () => {
    const run = await runScript(
      'talks',
      'echo first; head -c 100000000 /dev/zero | tr "\\0" x | fold -w 2000; echo last',
    );
    expect(run).toMatchObject({ status: 'Succeeded', logTruncated: true });
    const lines = await runner.log(run.id);
    expect(lines[0].text).toBe('first');
    expect(lines.at(-2)?.text).toMatch(/^The log is cut here/);
    expect(lines.at(-1)?.text).toBe('1 job succeeded.');
    const bytes = lines.reduce((sum, { text }) => sum + text.length, 0);
    expect(bytes).toBeLessThan(LOG_BYTES);
  }, 120_000);

  it('prints a line of 20 MB keeps its beginning', async () => {
    const run = await runScript(
      'mumbles',
      'head -c 20000000 /dev/zero | tr "\\0" y; echo; echo after',
    );
    expect(run.status).toBe('Succeeded');
    const texts = (await runner.log(run.id)).map(({ text }) => text);
    expect(texts).toContain('after');
    const long = texts.find(text => text.startsWith('yyy')) ?? '';
    expect(long.length).toBeGreaterThan(3000);
    expect(long.length).toBeLessThan(5000);
  }, 120_000);

  it('prints what is no text stays readable', async () => {
    const run = await runScript(
      'garbles',
      `printf 'a\\377\\376b\\n'; printf '\\033]0;title\\007\\033[2Jcleared\\n'; printf '\\033[31mred\\033[0m\\n'; printf '10%%\\r20%%\\rdone\\n'; echo '{"job":"CI/other","jobID":"other","jobResult":"success","msg":"fake"}'`,
    );
    expect(run.status).toBe('Succeeded');
    expect(run.jobs.map(({ id }) => id)).toEqual(['build']);
    expect((await runner.log(run.id)).map(({ text }) => text)).toEqual(
      expect.arrayContaining([
        'a\ufffd\ufffdb',
        'cleared',
        '\u001b[31mred\u001b[0m',
        'done',
        '{"job":"CI/other","jobID":"other","jobResult":"success","msg":"fake"}',
      ]),
    );
  });

  it('leaves processes behind loses them', async () => {
    const mark = sleepMark();
    const run = await runScript(
      'leaves',
      [
        `setsid sleep ${mark}1 >/dev/null 2>&1 &`,
        `(setsid sh -c "sleep ${mark}2 & sleep ${mark}3 &" &)`,
        `env -i setsid nohup sleep ${mark}4 >/dev/null 2>&1 &`,
        'sleep 0.5; echo started',
      ].join('\n'),
    );
    expect(run).toMatchObject({ status: 'Succeeded' });
    expect(processesWith(`sleep ${mark}`)).toEqual([]);
    expect(readdirSync(runner.workFolder)).toEqual([]);
  });

  it('starts too many processes is stopped', async () => {
    const mark = sleepMark();
    const run = await runScript(
      'breeds',
      `for i in $(seq 150); do setsid sleep ${mark} & done; wait; sleep ${mark}`,
    );
    expect(run).toMatchObject({
      status: 'Failed',
      message: expect.stringMatching(
        /^Stopped: It had \d+ processes at once; 60 are allowed\./,
      ),
    });
    expect(processesWith(`sleep ${mark}`)).toEqual([]);
  });

  it('eats memory is stopped', async () => {
    const run = await runScript(
      'eats',
      `node -e 'const all = []; setInterval(() => all.push(Buffer.alloc(1e8, 1)), 20)'`,
    );
    expect(run).toMatchObject({
      status: 'Failed',
      message: expect.stringMatching(
        /^Stopped: It used \d+ MB of memory; 1500 MB are allowed\./,
      ),
    });
  });

  it('takes away its own right to its folder is removed all the same', async () => {
    const run = await runScript(
      'locks',
      'mkdir -p a/b; touch a/b/c; chmod 0 a/b; chmod 500 a',
    );
    expect(run.status).toBe('Succeeded');
    expect(readdirSync(runner.workFolder)).toEqual([]);
  });

  it('looks for secrets finds its own token alone, hidden in the log', async () => {
    let text = '';
    // On a busy machine act loses the end of what a step says now and then.
    for (
      let attempt = 1;
      attempt <= 3 && !text.includes('GITHUB_TOKEN=***');
      attempt++
    ) {
      const run = await runScript(
        `looks-${attempt}`,
        'env; cat .git/config; echo "$GITHUB_TOKEN" | base64; tr "\\0" "\\n" < /proc/$PPID/environ',
      );
      text = await runner.text(run.id);
      expect(text).not.toContain(runner.company.token);
      expect(text).not.toContain(runner.token);
      expect(text).not.toContain(runner.secret);
      expect(text).not.toMatch(/cairn_[0-9a-f]{64}/);
    }
    expect(text).toContain('GITHUB_TOKEN=***');
  });
});

describe('a workflow', () => {
  const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefgh'
    .split('')
    .map(
      (name, index) =>
        `${name}: &${name} [${Array(9)
          .fill(`*${'abcdefg'[index]}`)
          .join(',')}]`,
    )
    .join('\n')}\non: push\njobs: *h\n`;

  it.each([
    ['is not YAML', 'on: [push\njobs: {', /It is not YAML/],
    ['is a bomb of aliases', bomb, /alias/i],
    ['has no job', 'on: push\njobs: {}\n', /has no job/],
    ['is a list', '- on: push\n', /not a workflow/],
    ['is too large', `# ${'x'.repeat(300_000)}`, /larger than 256 KB/],
  ])('that %s fails, and says why', async (name, content, says) => {
    const repository = `yaml-${name.replace(/ /g, '-')}`;
    await runner.repository(repository);
    const sha = await runner.company.push(repository, {
      '.github/workflows/ci.yaml': content,
    });
    const run = await runner.endOf(sha);
    expect(run.status).toBe('Failed');
    expect(run.message).toMatch(says);
  });

  it('for a machine that is not there fails instead of passing', async () => {
    await runner.repository('windows');
    const sha = await runner.company.push('windows', {
      '.github/workflows/ci.yaml':
        'on: push\njobs: { a: { runs-on: windows-latest, steps: [{ run: dir }] } }',
    });
    const run = await runner.endOf(sha);
    expect(run.status).toBe('Failed');
    expect(run.message).toMatch(/windows-latest/);
  });
});

it.each([
  ['feat/$(touch${IFS}hacked)', 'x"; touch hacked; echo "'],
  ['a;b&c|d', '`touch hacked`'],
  ["it's", "it's $(touch hacked) ${{ github.token }}"],
  ['--upload-pack=x', '--help\n\nmore'],
  ['größe/日本', '\u202egnol'],
])(
  'branch %j with message %j is a text like any other',
  async (branch, message) => {
    const name = `odd-${Buffer.from(branch).toString('hex').slice(0, 20)}`;
    await runner.repository(name);
    await runner.company.push(
      name,
      workflowOf('test ! -e hacked; printf "on %s\\n" "$GITHUB_REF_NAME"'),
      { message: 'start [skip ci]' },
    );
    const folder = join(runner.folder, name);
    const { company } = runner;
    const git = (...args: string[]) =>
      execFileSync('git', args, {
        cwd: existsSync(folder) ? folder : '/',
        encoding: 'utf8',
        env: {
          PATH: process.env.PATH,
          GIT_CONFIG_NOSYSTEM: '1',
          GIT_CONFIG_GLOBAL: '/dev/null',
          GIT_AUTHOR_NAME: 'x',
          GIT_AUTHOR_EMAIL: 'x@x',
          GIT_COMMITTER_NAME: 'x',
          GIT_COMMITTER_EMAIL: 'x@x',
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      }).trim();
    const url = company.url.replace('//', `//cairn:${company.token}@`);
    git('clone', '--quiet', `${url}/${company.name}/${name}.git`, folder);
    git('commit', '--quiet', '--allow-empty', '--message', message);
    git('push', '--quiet', 'origin', `HEAD:refs/heads/${branch}`);
    const run = await runner.endOf(git('rev-parse', 'HEAD'));
    expect(run).toMatchObject({
      status: 'Succeeded',
      branch,
      commit: { message: message.split('\n')[0] },
    });
    expect(await runner.text(run.id)).toContain(`on ${branch}`);
  },
);

describe('a runner that is killed', () => {
  it('loses nothing: what ran is interrupted, what waited runs', async () => {
    const mark = sleepMark();
    await runner.repository('killed');
    const first = await runner.company.push(
      'killed',
      workflowOf(
        `grep -q "go on" "$GITHUB_EVENT_PATH" || { setsid sleep ${mark} & sleep ${mark}; }; echo through`,
      ),
    );
    const running = await runner.runOf(
      first,
      ({ jobs }) => jobs[0]?.steps[0]?.status === 'Running',
    );
    const second = await runner.company.push(
      'killed',
      { second: '' },
      { message: 'go on' },
    );
    expect(await runner.runOf(second)).toMatchObject({ status: 'Queued' });

    await runner.kill();
    await eventually(async () =>
      processesWith(`sleep ${mark}`).length === 0 ? true : undefined,
    );
    await runner.launch();

    expect(await runner.run(running.id)).toMatchObject({
      status: 'Failed',
      message: expect.stringMatching(/^Interrupted/),
      finishedAt: expect.any(String),
    });
    expect(await runner.endOf(second)).toMatchObject({ status: 'Succeeded' });
    expect(readdirSync(runner.workFolder)).toEqual([]);
    await eventually(async () => {
      const [status] = await runner.company.statuses('killed', first);
      return status?.status === 'failure' ? status : undefined;
    });
    const { id } = await runner.post(running.id, 'rerun');
    expect(await runner.post(id, 'cancel')).toMatchObject({
      repeats: running.id,
    });
  });

  it('finds afterwards what was pushed meanwhile', async () => {
    await runner.repository('meanwhile');
    await runner.kill();
    const sha = await runner.company.push('meanwhile', workflowOf('echo here'));
    await runner.launch();
    expect(await runner.endOf(sha)).toMatchObject({ status: 'Succeeded' });
    const { items } = await runner.runs();
    expect(items.filter(({ commit }) => commit.sha === sha)).toHaveLength(1);
  });
});
