import { execFile } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '..', '..', '..', '..');

describe('the bundle of the source', () => {
  let root: string;
  let bundles: string;
  beforeEach(() => {
    root = join(mkdtempSync(join(tmpdir(), 'cairn bundle-')), 'a checkout');
    const cli = join(root, 'packages', 'cli');
    mkdirSync(cli, { recursive: true });
    for (const name of ['bin', 'src', 'package.json']) {
      cpSync(join(ROOT, 'packages', 'cli', name), join(cli, name), {
        recursive: true,
      });
    }
    for (const name of [
      'node_modules',
      'plugins',
      'platform',
      'package.json',
      'backstage.json',
    ]) {
      symlinkSync(join(ROOT, name), join(root, name));
    }
    bundles = join(root, '.cairn', 'toolchain', 'cli');
  });
  afterEach(() =>
    rmSync(resolve(root, '..'), { recursive: true, force: true }),
  );

  const run = (...args: string[]): Promise<{ code: number; output: string }> =>
    new Promise(done =>
      execFile(
        process.execPath,
        [join(root, 'packages', 'cli', 'bin', 'cairn.cjs'), ...args],
        { env: { PATH: process.env.PATH, CAIRN_DEBUG: '1' } },
        (error, stdout, stderr) =>
          done({
            code: error ? Number(error.code ?? -1) : 0,
            output: `${stdout}${stderr}`,
          }),
      ),
    );
  const made = () =>
    existsSync(bundles)
      ? readdirSync(bundles).filter(name => /^[0-9a-f]{16}$/.test(name))
      : [];
  const command = (name: string) =>
    join(root, 'packages', 'cli', 'src', 'commands', `${name}.ts`);

  it('is made once', async () => {
    const first = await run('version');
    expect(first.output).toMatch(/^cairn +\d/m);
    expect(first.output).not.toContain('no bundle');
    expect(made()).toHaveLength(1);
    expect(await run('version')).toEqual(first);
    expect(made()).toHaveLength(1);
  });

  it('is made again when the source changed', async () => {
    await run('version');
    const source = readFileSync(command('version'), 'utf8');
    writeFileSync(
      command('version'),
      source.replace("['cairn', packageSchema", "['changed', packageSchema"),
    );
    expect((await run('version')).output).toMatch(/^changed +\d/m);
    expect(made()).toHaveLength(2);
  });

  it('is not needed where nothing can be written', async () => {
    writeFileSync(join(root, '.cairn'), 'in the way');
    const { code, output } = await run('version');
    expect(output).toMatch(/^cairn +\d/m);
    expect(output).toContain('no bundle');
    expect(code).toBe(0);
  });

  it('is made again where it was damaged', async () => {
    await run('version');
    for (const name of made()) {
      rmSync(join(bundles, name), { recursive: true });
    }
    expect((await run('version')).output).toMatch(/^cairn +\d/m);
    writeFileSync(join(bundles, 'current.json'), '{');
    expect((await run('version')).output).toMatch(/^cairn +\d/m);
  });

  it('says what is wrong with the source', async () => {
    appendFileSync(command('version'), '\nthis is not TypeScript');
    const { code, output } = await run('version');
    expect(output).toContain('version.ts');
    expect(code).not.toBe(0);
  });

  it('works where several start together', async () => {
    const all = await Promise.all([1, 2, 3].map(() => run('version')));
    expect(all.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect((await run('version')).code).toBe(0);
  });

  it('keeps the exit codes of commands that run from source', async () => {
    const { code, output } = await run('down', '--nonsense');
    expect(output).toContain('unknown option');
    expect(code).toBe(2);
    expect((await run('logs', 'no-such-part')).code).not.toBe(0);
  });
});
