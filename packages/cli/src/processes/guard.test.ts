import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readIfThere } from '../parts/stateFiles';
import { processStart } from './processIdentity';
import { runGuarded } from './runGuarded';
import { spawnGuarded } from './spawnGuarded';

const env = { PATH: process.env.PATH ?? '' };

async function until(condition: () => boolean | Promise<boolean>) {
  while (!(await condition())) {
    await new Promise(resolve => setTimeout(resolve, 25));
  }
}

describe('the guard', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cairn guard-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('passes on output, exit code and arguments with spaces', async () => {
    const result = await runGuarded({
      command: 'sh',
      args: ['-c', 'echo "$1"; echo "$1" >&2; exit 3', 'sh', 'a  b "c"'],
      env,
    });
    expect(result).toMatchObject({ code: 3, stdout: 'a  b "c"' });
    expect(result.tail).toHaveLength(2);
  });

  it('gives exactly the environment that was asked for', async () => {
    const result = await runGuarded({
      command: 'env',
      args: [],
      env: { ...env, ONLY: 'this' },
    });
    const names = result.stdout.split('\n').map(line => line.split('=')[0]);
    // A shell adds these of its own.
    const own = names.filter(
      name => !['PWD', 'SHLVL', '_', 'OLDPWD'].includes(name ?? ''),
    );
    expect(own.sort()).toEqual(['ONLY', 'PATH']);
  });

  it('tells the number of the program itself, and ends what it started', async () => {
    const child = spawnGuarded({
      command: 'sh',
      args: ['-c', 'echo $$; sleep 1000 & echo $!; wait'],
      env,
    });
    let said = '';
    child.stdout.on('data', chunk => {
      said += chunk;
    });
    await until(() => said.trim().split('\n').length === 2);
    const [own, grandchild] = said.trim().split('\n').map(Number);
    expect(own).toBe(child.identity.pid);
    await child.stop(5000);
    await until(() => processStart(grandchild ?? 0) === undefined);
  });

  it('forces one that does not want to end', async () => {
    const child = spawnGuarded({
      command: 'sh',
      args: ['-c', 'trap "" TERM; echo ready; while :; do sleep 0.1; done'],
      env,
    });
    await once(child.stdout, 'data');
    expect(await child.stop(200)).toEqual({ code: null, signal: 'SIGKILL' });
  });

  it('rejects a program that does not exist', async () => {
    const result = await runGuarded({
      command: '/nonexistent/program',
      args: [],
      env,
    });
    expect(result.code).toBe(127);
  });

  it('ends everything when whoever started it is killed', async () => {
    const pids = join(folder, 'pids');
    const source = `
      require('@backstage/cli-node/config/nodeTransform.cjs');
      const { spawnGuarded } = require(${JSON.stringify(
        join(__dirname, 'spawnGuarded.ts'),
      )});
      spawnGuarded({
        command: 'sh',
        args: ['-c', 'sleep 1000 & echo "$$ $!" > "$1.next" && mv "$1.next" "$1"; wait', 'sh', ${JSON.stringify(
          pids,
        )}],
        env: { PATH: process.env.PATH },
      });
      setInterval(() => {}, 1e6);
    `;
    const supervisor = spawn(process.execPath, ['-e', source], {
      cwd: __dirname,
      stdio: 'ignore',
    });
    await until(async () => (await readIfThere(pids)) !== undefined);
    const started = ((await readIfThere(pids)) ?? '')
      .trim()
      .split(' ')
      .map(Number);
    expect(started.map(processStart)).not.toContain(undefined);
    supervisor.kill('SIGKILL');
    await until(() => started.every(pid => processStart(pid) === undefined));
  }, 20_000);
});
