import fc from 'fast-check';
import { somePlan } from '../../dev/plan';
import { filesWith, findingsByFile, objectsIn, treeOf } from './files';

const file = (path: string, content?: string) => ({
  path,
  content,
  size: content?.length ?? 0,
  executable: false,
});

describe('treeOf', () => {
  it('has folders first, each before what is in it', () => {
    expect(
      treeOf([
        file('package.json'),
        file('src/app.ts'),
        file('deploy/base/service.yaml'),
        file('deploy/overlays/dev/kustomization.yaml'),
        file('.gitignore'),
      ]).map(({ kind, path, depth }) => `${'  '.repeat(depth)}${kind} ${path}`),
    ).toEqual([
      'folder deploy',
      '  folder deploy/base',
      '    file deploy/base/service.yaml',
      '  folder deploy/overlays',
      '    folder deploy/overlays/dev',
      '      file deploy/overlays/dev/kustomization.yaml',
      'folder src',
      '  file src/app.ts',
      'file .gitignore',
      'file package.json',
    ]);
  });

  it('loses no file, and says each folder once', () => {
    const name = fc.stringMatching(/^[a-c]{1,2}$/);
    const paths = fc.uniqueArray(
      fc.array(name, { minLength: 1, maxLength: 4 }).map(
        parts =>
          // A file has an ending, so that none is a folder too.
          `${parts.join('/')}.x`,
      ),
    );
    fc.assert(
      fc.property(paths, all => {
        const rows = treeOf(all.map(path => file(path)));
        const of = (kind: string) =>
          rows.filter(row => row.kind === kind).map(row => row.path);
        expect(of('file').sort()).toEqual([...all].sort());
        expect(new Set(of('folder')).size).toBe(of('folder').length);
      }),
    );
  });
});

describe('filesWith', () => {
  it('looks in paths and in texts', () => {
    const files = [file('README.md', 'Vouchers'), file('src/voucher.ts', '')];
    expect(filesWith(files, 'VOUCHER')).toHaveLength(2);
    expect(filesWith(files, 'vouchers')).toEqual([files[0]]);
  });
});

describe('objectsIn', () => {
  it('reads every document of a manifest, and nothing that is none', () => {
    const text =
      'kind: Service\nmetadata: { name: a }\n---\nkind: Deployment\nmetadata: { name: b }\n';
    expect(objectsIn(file('deploy/all.yaml', text))).toEqual([
      'Service/a',
      'Deployment/b',
    ]);
    expect(objectsIn(file('x.yaml', ': : {{'))).toEqual([]);
    expect(objectsIn(file('x.ts', text))).toEqual([]);
    expect(objectsIn(file('x.yaml'))).toEqual([]);
  });
});

describe('findingsByFile', () => {
  it('puts each finding at exactly one place', () => {
    const { files } = somePlan().repository;
    const violation = (resource?: string) => ({
      rule: 'a.rule',
      title: 'A rule',
      severity: 'deny' as const,
      message: 'It is broken.',
      resource,
    });
    const found = findingsByFile(files, [
      violation('Deployment/checkout-vouchers'),
      violation('Deployment/another'),
      violation(),
    ]);
    expect(found.get('deploy/base/deployment.yaml')).toHaveLength(1);
    expect(found.get('')).toHaveLength(2);
    expect(found.size).toBe(2);
  });
});
