import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { ScmIntegrations } from '@backstage/integration';
import type { PreparerBase } from '@backstage/plugin-techdocs-node';
import { DocsPreparer } from './DocsPreparer';

const SITE = 'site_name: Shop\nplugins:\n  - techdocs-core\n';

describe('DocsPreparer', () => {
  let base: string;
  let checkout: string;
  let temporary: string;
  const prepareRemote = jest.fn<
    ReturnType<PreparerBase['prepare']>,
    Parameters<PreparerBase['prepare']>
  >();

  const write = async (file: string, text: string) => {
    const path = join(checkout, file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  };
  const link = async (target: string, file: string) => {
    const path = join(checkout, file);
    await mkdir(dirname(path), { recursive: true });
    await symlink(target, path);
  };
  const entity = (location: string, ref = 'dir:.'): Entity => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: 'shop',
      annotations: {
        'backstage.io/managed-by-location': location,
        'backstage.io/techdocs-ref': ref,
      },
    },
  });
  const local = (ref?: string) =>
    entity(`file:${join(checkout, 'catalog-info.yaml')}`, ref);
  const preparer = () =>
    new DocsPreparer({
      integrations: ScmIntegrations.fromConfig(mockServices.rootConfig()),
      remote: {
        shouldCleanPreparedDirectory: () => false,
        prepare: prepareRemote,
      },
      temporary,
    });
  const prepared = async (ref?: string) => {
    const { preparedDir, etag } = await preparer().prepare(local(ref));
    const entries = await readdir(preparedDir, {
      recursive: true,
      withFileTypes: true,
    });
    const files = new Map<string, string>();
    for (const entry of entries.filter(each => !each.isDirectory())) {
      const path = join(entry.parentPath, entry.name);
      const content = entry.isFile() ? await readFile(path, 'utf8') : 'a link';
      files.set(path.slice(preparedDir.length + 1), content);
    }
    return { preparedDir, etag, files: Object.fromEntries(files) };
  };
  const etag = async () => (await preparer().prepare(local())).etag;

  beforeEach(async () => {
    prepareRemote.mockReset();
    base = await mkdtemp(join(tmpdir(), 'docs-preparer-'));
    checkout = join(base, 'checkout');
    temporary = join(base, 'temporary');
    await mkdir(temporary);
    await writeFile(join(base, 'secret'), 'a secret');
    await mkdir(join(base, 'secrets'));
    await write('catalog-info.yaml', '');
    await write('mkdocs.yml', SITE);
    await write('docs/index.md', '# Shop');
    await write('docs/guides/start.md', '# Start');
  });
  afterEach(async () => {
    await rm(base, { recursive: true, force: true });
  });

  it('copies the configuration and the docs, whatever else is in the checkout', async () => {
    await write('node_modules/left/index.js', '');
    await link('../../secret', 'state/out');
    await link(base, 'all');

    const { preparedDir, files } = await prepared();

    expect(dirname(preparedDir)).toBe(temporary);
    expect(files).toEqual({
      'mkdocs.yml': SITE,
      'docs/index.md': '# Shop',
      'docs/guides/start.md': '# Start',
    });
    expect(preparer().shouldCleanPreparedDirectory()).toBe(true);
  });

  it('takes the folder that the reference names', async () => {
    await write('handbook/mkdocs.yml', SITE);
    await write('handbook/docs/index.md', '# Handbook');
    expect((await prepared('dir:./handbook')).files).toEqual({
      'mkdocs.yml': SITE,
      'docs/index.md': '# Handbook',
    });
  });

  it('prefers mkdocs.yaml, and takes the docs_dir that it names', async () => {
    const site = `${SITE}docs_dir: guide/pages\ntheme:\n  icon: !!python/name:materialx.emoji.twemoji\n`;
    await write('mkdocs.yaml', site);
    await write('guide/pages/index.md', '# Pages');
    expect((await prepared()).files).toEqual({
      'mkdocs.yaml': site,
      'guide/pages/index.md': '# Pages',
    });
  });

  it('copies docs that have no configuration: the generator makes one', async () => {
    await rm(join(checkout, 'mkdocs.yml'));
    expect(Object.keys((await prepared()).files).sort()).toEqual([
      'docs/guides/start.md',
      'docs/index.md',
    ]);
  });

  it.each([
    ['a file', '../../secret', 'docs/out.md'],
    ['a folder', '../../secrets', 'docs/out'],
    ['nothing', '../../../not-there', 'docs/guides/out.md'],
    ['a file, by way of another link', '../way', 'docs/out.md'],
  ])(
    'refuses a link in the docs that leads out, to %s',
    async (_, target, at) => {
      await link('../secret', 'way');
      await link(target, at);
      await expect(preparer().prepare(local())).rejects.toMatchObject({
        name: 'NotAllowedError',
        message: `The docs of component:default/shop hold a link that leads out of its folder: ${at.slice(
          'docs/'.length,
        )}. Replace it with what it stands for.`,
      });
      expect(await readdir(temporary)).toEqual([]);
    },
  );

  it('refuses a configuration that is a link that leads out', async () => {
    await rm(join(checkout, 'mkdocs.yml'));
    await link('../secret', 'mkdocs.yml');
    await expect(preparer().prepare(local())).rejects.toThrow(
      'mkdocs.yml of component:default/shop is a link that leads out of its folder.',
    );
    expect(await readdir(temporary)).toEqual([]);
  });

  it('takes links that stay: to a file in the folder, to a folder among the docs', async () => {
    await write('README.md', '# Read me');
    await link('../README.md', 'docs/readme.md');
    await link(join(checkout, 'docs/guides'), 'docs/more/guides');
    await link('someone@host.4711', 'docs/.#index.md');

    const { preparedDir, files } = await prepared();

    expect(files).toEqual({
      'mkdocs.yml': SITE,
      'docs/index.md': '# Shop',
      'docs/readme.md': '# Read me',
      'docs/guides/start.md': '# Start',
      'docs/more/guides': 'a link',
    });
    await rm(checkout, { recursive: true });
    expect(
      await readFile(join(preparedDir, 'docs/more/guides/start.md'), 'utf8'),
    ).toBe('# Start');
  });

  it('refuses a link to a folder beside the docs', async () => {
    await mkdir(join(checkout, 'assets'));
    await link('../assets', 'docs/assets');
    await expect(preparer().prepare(local())).rejects.toThrow(
      'hold a link to a folder that is not among them: assets.',
    );
  });

  it.each([
    '..',
    '../secrets',
    '.',
    './',
    '../checkout/docs',
    'absolute',
    'out',
    'self',
  ])('refuses docs_dir: %s', async docsDir => {
    await link('../secrets', 'out');
    await link('.', 'self');
    const named = docsDir === 'absolute' ? join(checkout, 'docs') : docsDir;
    await write('mkdocs.yml', `${SITE}docs_dir: ${named}\n`);
    await expect(preparer().prepare(local())).rejects.toMatchObject({
      name: 'NotAllowedError',
      message: expect.stringContaining(`are to be in ${named}, which is not`),
    });
    expect(await readdir(temporary)).toEqual([]);
  });

  it('says what is wrong with a configuration', async () => {
    await write('mkdocs.yml', 'docs_dir: [docs]\n');
    await expect(preparer().prepare(local())).rejects.toThrow(
      'docs_dir in mkdocs.yml is not the name of a folder.',
    );
    await write('mkdocs.yml', 'site_name: "Shop\n');
    await expect(preparer().prepare(local())).rejects.toThrow(
      'mkdocs.yml is not YAML:',
    );
    await write('mkdocs.yml', `${SITE}docs_dir: pages\n`);
    await expect(preparer().prepare(local())).rejects.toThrow(
      'The docs of component:default/shop are to be in the folder pages, which is not there.',
    );
    await expect(preparer().prepare(local('dir:./gone'))).rejects.toThrow(
      'is not there',
    );
  });

  it('has an etag that stays while the docs stay', async () => {
    const before = await etag();
    await write('README.md', 'something else');
    await write('docs/index.md', '# Shop');
    expect(await etag()).toBe(before);

    await rm(temporary, { recursive: true });
    await mkdir(temporary);
    await expect(
      preparer().prepare(local(), { etag: before }),
    ).rejects.toMatchObject({ name: 'NotModifiedError' });
    expect(await readdir(temporary)).toEqual([]);
  });

  it('has another etag after each change of the docs', async () => {
    const changes: Array<() => Promise<void>> = [
      async () => {},
      () => write('docs/index.md', '# Shop!'),
      () => write('docs/new.md', ''),
      () => write('docs/guides/new.md', ''),
      () => rm(join(checkout, 'docs/new.md')),
      () => write('mkdocs.yml', `${SITE}nav: []\n`),
      () => link('guides', 'docs/more'),
    ];
    const seen = new Set<string>();
    for (const change of changes) {
      await change();
      seen.add(await etag());
    }
    expect(seen.size).toBe(changes.length);

    const [last = ''] = [...seen].slice(-2);
    const again = await preparer().prepare(local(), { etag: last });
    expect(again.etag).not.toBe(last);
  });

  it('leaves docs at a URL to the preparer of TechDocs', async () => {
    const remote = entity(
      'url:https://github.com/larkfield/shop/blob/main/catalog-info.yaml',
    );
    prepareRemote.mockResolvedValue({ preparedDir: '/there', etag: 'abc' });
    expect(await preparer().prepare(remote, { etag: 'old' })).toEqual({
      preparedDir: '/there',
      etag: 'abc',
    });
    expect(prepareRemote).toHaveBeenCalledWith(remote, { etag: 'old' });
  });
});
