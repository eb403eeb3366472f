import { execFile, execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '..', '..', '..', '..');

/** What the launcher itself calls, apart from Node and npm. */
const BASICS = [
  'sh',
  'cat',
  'cksum',
  'cut',
  'dirname',
  'mkdir',
  'mv',
  'readlink',
  'rm',
  'sed',
  'sleep',
  'tail',
  'uname',
];

function run(
  program: string,
  args: readonly string[],
  options: { cwd?: string; env?: Record<string, string> } = {},
): Promise<{ code: number; output: string }> {
  return new Promise(done =>
    execFile(program, [...args], options, (error, stdout, stderr) =>
      done({
        // An error without a number means that it could not be started at all.
        code: error ? Number(error.code ?? -1) : 0,
        output: `${stdout}${stderr}`,
      }),
    ),
  );
}

describe('the launcher', () => {
  let folder: string;
  let bin: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cairn launcher-'));
    bin = join(folder, 'bin');
    mkdirSync(bin);
    for (const name of BASICS) {
      const path = execFileSync('sh', ['-c', `command -v ${name}`], {
        encoding: 'utf8',
      }).trim();
      symlinkSync(path, join(bin, name));
    }
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const yarnCalls = () =>
    existsSync(join(folder, 'yarn-calls'))
      ? readFileSync(join(folder, 'yarn-calls'), 'utf8').trim().split('\n')
      : [];

  /** A checkout that shares everything with this one but the launcher, its state, and a Yarn that only says that it was called. */
  function checkout(): string {
    const root = join(folder, 'a checkout');
    mkdirSync(join(root, '.yarn', 'releases'), { recursive: true });
    mkdirSync(join(root, 'node_modules'));
    copyFileSync(join(ROOT, 'cairn'), join(root, 'cairn'));
    copyFileSync(join(ROOT, 'package.json'), join(root, 'package.json'));
    writeFileSync(
      join(root, '.yarn', 'releases', 'yarn-0.cjs'),
      `const fs = require('node:fs');
       fs.appendFileSync(${JSON.stringify(
         join(folder, 'yarn-calls'),
       )}, process.argv.slice(2).join(' ') + '\\n');
       if (fs.existsSync(${JSON.stringify(
         join(folder, 'yarn-fails'),
       )})) { console.log('no network'); process.exit(1); }`,
    );
    for (const name of [
      '.yarnrc.yml',
      'backstage.json',
      'e2e',
      'packages',
      'platform',
      'plugins',
      'yarn.lock',
    ]) {
      symlinkSync(join(ROOT, name), join(root, name));
    }
    return root;
  }

  const withNode = {
    PATH: `${dirname(process.execPath)}:/usr/bin:/bin`,
  };

  it('works from any folder, by a link, in a path with spaces', async () => {
    const link = join(folder, 'link to cairn');
    symlinkSync(join(checkout(), 'cairn'), link);
    const { code, output } = await run(link, ['version'], {
      cwd: '/',
      env: withNode,
    });
    expect(output).toMatch(/kube-apiserver +1\.36\.3/);
    expect(code).toBe(0);
  });

  it('installs packages once, and again when what they follow from changed', async () => {
    const root = checkout();
    const cairn = join(root, 'cairn');
    await run(cairn, ['version'], { env: withNode });
    await run(cairn, ['version'], { env: withNode });
    expect(yarnCalls()).toEqual(['install --immutable']);
    writeFileSync(join(root, 'package.json'), '{"version":"9.9.9"}');
    await run(cairn, ['version'], { env: withNode });
    expect(yarnCalls()).toHaveLength(2);
  });

  it('says why packages could not be installed, and tries again the next time', async () => {
    const cairn = join(checkout(), 'cairn');
    writeFileSync(join(folder, 'yarn-fails'), '');
    const failed = await run(cairn, ['version'], { env: withNode });
    expect(failed.code).toBe(1);
    expect(failed.output).toContain('no network');
    expect(failed.output).toContain('the packages could not be installed');
    rmSync(join(folder, 'yarn-fails'));
    const { code } = await run(cairn, ['version'], { env: withNode });
    expect(code).toBe(0);
    expect(yarnCalls()).toHaveLength(2);
  });

  it('looks at what runs, and ends it, with what is installed', async () => {
    const root = checkout();
    mkdirSync(join(root, 'node_modules', '@backstage', 'cli-node'), {
      recursive: true,
    });
    writeFileSync(join(folder, 'yarn-fails'), '');
    for (const command of ['status', 'down']) {
      const { output } = await run(join(root, 'cairn'), [command], {
        env: withNode,
      });
      expect(output).toContain('does not run');
    }
    expect(yarnCalls()).toEqual([]);
  });

  it('prepares a checkout once where two start together', async () => {
    const cairn = join(checkout(), 'cairn');
    const both = await Promise.all(
      [1, 2].map(() => run(cairn, ['version'], { env: withNode })),
    );
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(yarnCalls()).toHaveLength(1);
  });

  it('says what to install where there is neither Node nor npm', async () => {
    const { code, output } = await run(join(checkout(), 'cairn'), ['status'], {
      env: { PATH: bin },
    });
    expect(code).toBe(1);
    expect(output).toMatch(
      /Node 22 or 24 is needed, and neither it nor npm is installed\. Install one of them: https:\/\/nodejs\.org/,
    );
  });

  it('does not take another Node, and says why nothing could be fetched', async () => {
    writeFileSync(join(bin, 'node'), '#!/bin/sh\necho 20\n', { mode: 0o755 });
    writeFileSync(
      join(bin, 'npm'),
      '#!/bin/sh\necho "getaddrinfo ENOTFOUND registry"\nexit 1\n',
      { mode: 0o755 },
    );
    const root = checkout();
    const { code, output } = await run(join(root, 'cairn'), ['status'], {
      env: { PATH: bin },
    });
    expect(code).toBe(1);
    expect(output).toContain('getaddrinfo ENOTFOUND registry');
    expect(output).toMatch(/could not be fetched\. Check the network/);
  });

  it('takes over the lock of one that was killed', async () => {
    const root = checkout();
    const lock = join(root, '.cairn', 'toolchain', 'lock');
    mkdirSync(lock, { recursive: true });
    // No process has this number: it is above what Linux gives.
    writeFileSync(join(lock, 'pids'), '99999999\n');
    const { output } = await run(join(root, 'cairn'), ['status'], {
      env: { PATH: bin },
    });
    expect(output).toContain('neither it nor npm is installed');
  });
});
