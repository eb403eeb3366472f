import { resolve } from 'node:path';
import { locate } from '../locations';
import { TOOLS } from './definitions';
import { isUsable, pinnedTool, requiredVersion, versionIn } from './pinned';

describe('pinned versions', () => {
  it('reads both forms of require', () => {
    const goMod = [
      'module x',
      'require k8s.io/kubernetes v1.36.3',
      'require (',
      '\tgo.etcd.io/etcd/server/v3 v3.7.3 // indirect',
      ')',
      'replace example.com/a => example.com/b v9.9.9',
    ].join('\n');
    expect(requiredVersion(goMod, 'k8s.io/kubernetes')).toBe('1.36.3');
    expect(requiredVersion(goMod, 'go.etcd.io/etcd/server/v3')).toBe('3.7.3');
    expect(requiredVersion(goMod, 'example.com/a')).toBeUndefined();
  });

  it('pins every tool in this checkout, each under a key of its own', () => {
    const { root } = locate({}, resolve(__dirname, '..', '..', '..', '..'));
    const pins = TOOLS.map(tool => ({
      name: tool.name,
      ...pinnedTool(root, tool),
    }));
    for (const pin of pins) {
      expect(pin.version).toMatch(/^\d+\.\d+\.\d+$/);
    }
    expect(new Set(pins.map(({ key }) => key)).size).toBe(pins.length);
  });

  it('finds the version in what programs say', () => {
    expect(versionIn('Kubernetes v1.36.3')).toBe('1.36.3');
    expect(versionIn('etcd Version: 3.7.3\nGit SHA: x')).toBe('3.7.3');
    expect(versionIn('Gitea version 1.26.0 built with GNU Make')).toBe(
      '1.26.0',
    );
    expect(versionIn('no version')).toBeUndefined();
  });

  it('takes another patch, not another minor', () => {
    expect(isUsable('1.36.9', '1.36.3')).toBe(true);
    expect(isUsable('1.35.3', '1.36.3')).toBe(false);
    expect(isUsable('2.36.3', '1.36.3')).toBe(false);
  });
});
