import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { locate, type Locations } from '../locations';
import { toolDefinition } from './definitions';
import { isGoNewEnough, parseGoVersion, requireGo } from './goToolchain';
import { cacheFolder, ToolFinder, toolVariable } from './ToolFinder';

const opa = toolDefinition('opa');

describe('ToolFinder', () => {
  let folder: string;
  let locations: Locations;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cairn tools-'));
    locations = {
      ...locate({}, resolve(__dirname, '..', '..', '..', '..')),
      cache: join(folder, 'cache'),
    };
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function program(path: string, version: string): string {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `#!/bin/sh\necho "Version: ${version}"\n`, {
      mode: 0o755,
    });
    return path;
  }
  const find = (env: Record<string, string>) =>
    new ToolFinder(locations, env).find(opa);

  it('answers with nothing where it has to be built', async () => {
    expect(await find({ PATH: folder })).toBeUndefined();
  });

  it('prefers configuration to PATH to the cache', async () => {
    const cached = program(join(cacheFolder(locations, opa), 'opa'), '1.22.2');
    expect(await find({ PATH: '' })).toMatchObject({
      path: cached,
      source: 'cache',
    });
    const onPath = program(join(folder, 'bin', 'opa'), '1.22.9');
    const PATH = dirname(onPath);
    expect(await find({ PATH })).toEqual({
      path: onPath,
      version: '1.22.9',
      source: 'path',
    });
    const configured = program(join(folder, 'mine'), '0.1.0');
    expect(await find({ PATH, CAIRN_TOOL_OPA: configured })).toEqual({
      path: configured,
      source: 'configuration',
    });
  });

  it('leaves another version on PATH alone', async () => {
    const old = program(join(folder, 'bin', 'opa'), '0.70.0');
    expect(await find({ PATH: dirname(old) })).toBeUndefined();
  });

  it('looks for the control plane in KUBEBUILDER_ASSETS, and for nothing else', async () => {
    const etcd = program(join(folder, 'assets', 'etcd'), '3.7.1');
    program(join(folder, 'assets', 'opa'), '1.22.2');
    const env = { PATH: '', KUBEBUILDER_ASSETS: dirname(etcd) };
    const finder = new ToolFinder(locations, env);
    expect(await finder.find(toolDefinition('etcd'))).toMatchObject({
      path: etcd,
    });
    expect(await finder.find(opa)).toBeUndefined();
  });

  it('says that a configured path is wrong instead of working around it', async () => {
    await expect(
      find({ CAIRN_TOOL_OPA: join(folder, 'none') }),
    ).rejects.toThrow(/CAIRN_TOOL_OPA is ".*none", which is not a program/);
  });

  it('names the variable of a tool', () => {
    expect(toolVariable('kube-apiserver')).toBe('CAIRN_TOOL_KUBE_APISERVER');
  });
});

describe('Go', () => {
  it('must be 1.26 or newer', () => {
    expect(parseGoVersion('go1.26.8\n')).toEqual([1, 26]);
    expect(parseGoVersion('devel go1.27-abc')).toBeUndefined();
    expect(isGoNewEnough([1, 26])).toBe(true);
    expect(isGoNewEnough([1, 25])).toBe(false);
    expect(isGoNewEnough([2, 0])).toBe(true);
  });

  it('is asked of a program that answers, and an old one is refused', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'cairn go-'));
    try {
      writeFileSync(join(folder, 'go'), '#!/bin/sh\necho go1.20.1\n', {
        mode: 0o755,
      });
      await expect(requireGo(folder, { PATH: folder })).rejects.toThrow(
        /is go1\.20\.1, which is too old\. Install Go 1\.26 or newer/,
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
