import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { FolderEnvironmentClasses } from './FolderEnvironmentClasses';

const classYaml = (
  name: string,
  changes: { spec?: object; components?: object[] } = {},
) =>
  JSON.stringify({
    apiVersion: 'cairn.dev/v1alpha1',
    kind: 'EnvironmentClass',
    metadata: { name },
    spec: {
      owner: 'group:default/platform-team',
      parameters: { type: 'object' },
      lifecycle: {},
      placement: { clusters: ['local'] },
      components: changes.components ?? [
        { name: 'a', engine: 'kubernetes', source: 'manifests' },
      ],
      ...changes.spec,
    },
  });

const good = {
  'class.yaml': classYaml('good'),
  manifests: { 'a.yaml': 'a: 1' },
};

describe('FolderEnvironmentClasses', () => {
  const directory = createMockDirectory();
  const open: FolderEnvironmentClasses[] = [];

  function classesIn(...folders: string[]): FolderEnvironmentClasses {
    const classes = FolderEnvironmentClasses.fromConfig(
      new ConfigReader({ cairn: { classes: { folders } } }),
      { logger: mockServices.logger.mock() },
    );
    open.push(classes);
    return classes;
  }

  afterEach(async () => {
    await Promise.all(open.splice(0).map(classes => classes.close()));
    directory.clear();
  });

  it('reads a class with all its files', async () => {
    directory.setContent({
      good: { ...good, 'README.md': 'read me', '.hidden': 'not' },
      'README.md': 'not a class',
      shared: { 'a.yaml': 'a: 1' },
    });
    const { classes, invalid } = await classesIn(directory.path).list();
    expect(invalid).toEqual([]);
    expect(classes).toHaveLength(1);
    expect(classes[0].definition.metadata.name).toBe('good');
    expect([...classes[0].sources.keys()].sort()).toEqual([
      'README.md',
      'class.yaml',
      'manifests/a.yaml',
    ]);
    expect(classes[0].version).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(classes[0].location).toBe(
      `file:${join(directory.path, 'good/class.yaml')}`,
    );
  });

  it('takes in what a class includes, as a part of its version', async () => {
    const content = {
      good: {
        'class.yaml': classYaml('good', {
          spec: { includes: ['shared'] },
          components: [{ name: 'a', engine: 'kubernetes', source: 'shared' }],
        }),
      },
    };
    directory.setContent({ ...content, shared: { 'a.yaml': 'a: 1' } });
    const before = await classesIn(directory.path).get('good');
    expect(before.sources.get('shared/a.yaml')).toBe('a: 1');
    directory.setContent({ ...content, shared: { 'a.yaml': 'a: 2' } });
    const after = await classesIn(directory.path).get('good');
    expect(after.version).not.toBe(before.version);
  });

  it.each<[string, object, string]>([
    ['is no YAML', { 'class.yaml': 'a: [' }, 'class.yaml:'],
    ['is of another kind', { 'class.yaml': 'kind: Template' }, 'kind'],
    [
      'has a component whose source is not there',
      { 'class.yaml': classYaml('bad') },
      "source 'manifests' is not a file or folder",
    ],
    [
      'reaches out of its folder',
      {
        'class.yaml': classYaml('bad', {
          components: [{ name: 'a', engine: 'k', source: '../good/manifests' }],
        }),
      },
      'must be a path inside',
    ],
    [
      'reaches out by an absolute path',
      {
        'class.yaml': classYaml('bad', {
          components: [{ name: 'a', engine: 'k', source: '/etc' }],
        }),
      },
      'must be a path inside',
    ],
    [
      'has components that need each other',
      {
        'class.yaml': classYaml('bad', {
          components: [
            { name: 'a', engine: 'k', needs: ['b'] },
            { name: 'b', engine: 'k', needs: ['a'] },
          ],
        }),
      },
      'need each other',
    ],
    [
      'has parameters that are no JSON Schema',
      {
        'class.yaml': classYaml('bad', {
          spec: {
            parameters: { type: 'object', properties: { a: { type: 'x' } } },
          },
          components: [{ name: 'a', engine: 'k', inline: [] }],
        }),
      },
      'not a valid JSON Schema',
    ],
    [
      'has a parameter that is a secret',
      {
        'class.yaml': classYaml('bad', {
          spec: {
            parameters: {
              type: 'object',
              properties: { token: { type: 'string', 'ui:field': 'Secret' } },
            },
          },
          components: [{ name: 'a', engine: 'k', inline: [] }],
        }),
      },
      'spec.parameters.properties.token is a secret',
    ],
    [
      'has a file that is too large',
      { 'class.yaml': classYaml('bad'), big: 'x'.repeat(1024 * 1024 + 1) },
      'at most 1048576 are allowed',
    ],
    [
      'has a file that is no text',
      {
        'class.yaml': classYaml('bad'),
        bytes: Buffer.from([0xff, 0xfe, 0xfd]),
      },
      "'bytes' is not UTF-8",
    ],
    [
      'includes what is not there',
      {
        'class.yaml': classYaml('bad', {
          spec: { includes: ['none'] },
          components: [{ name: 'a', engine: 'k', inline: [] }],
        }),
      },
      "no folder 'none'",
    ],
    [
      'includes another class',
      {
        'class.yaml': classYaml('bad', {
          spec: { includes: ['good'] },
          components: [{ name: 'a', engine: 'k', inline: [] }],
        }),
      },
      'a class of its own',
    ],
    [
      'includes by a path',
      {
        'class.yaml': classYaml('bad', {
          spec: { includes: ['../secrets'] },
          components: [{ name: 'a', engine: 'k', inline: [] }],
        }),
      },
      'spec.includes',
    ],
    ['has a name that is taken', good, "its name 'good' is taken"],
  ])('lists a class that %s, and keeps the others', async (_n, bad, reason) => {
    directory.setContent({ good, 'zz-bad': { ...bad } });
    const { classes, invalid } = await classesIn(directory.path).list();
    expect(classes.map(c => c.definition.metadata.name)).toEqual(['good']);
    expect(invalid).toEqual([
      {
        location: `file:${join(directory.path, 'zz-bad/class.yaml')}`,
        reason: expect.stringContaining(reason),
      },
    ]);
  });

  it('follows no symbolic link', async () => {
    directory.setContent({
      outside: { 'secret.yaml': 'a: 1' },
      classes: { good, linked: { 'class.yaml': classYaml('linked') } },
    });
    const { path } = directory;
    await symlink(
      join(path, 'outside'),
      join(path, 'classes/linked/manifests'),
    );
    await symlink(join(path, 'classes/good'), join(path, 'classes/whole'));
    const { classes, invalid } = await classesIn(join(path, 'classes')).list();
    expect(classes.map(c => c.definition.metadata.name)).toEqual(['good']);
    expect(invalid.map(({ reason }) => reason)).toEqual([
      expect.stringContaining("'manifests' is a symbolic link"),
      expect.stringContaining('is a symbolic link'),
    ]);
  });

  it('names a folder that cannot be read', async () => {
    directory.setContent({ classes: { good } });
    const { classes, invalid } = await classesIn(
      join(directory.path, 'none'),
      join(directory.path, 'classes'),
    ).list();
    expect(classes).toHaveLength(1);
    expect(invalid).toEqual([
      {
        location: `file:${join(directory.path, 'none')}`,
        reason: expect.stringContaining('cannot be read'),
      },
    ]);
  });

  it('says what there is, and why a class cannot be had', async () => {
    directory.setContent({ good, bad: { 'class.yaml': 'kind: Other' } });
    const classes = classesIn(directory.path);
    await expect(classes.get('castle')).rejects.toThrow('there are: good');
    await expect(classes.get('bad')).rejects.toThrow("'bad' is not valid");
  });

  it('sees a change while it runs', async () => {
    directory.setContent({ good });
    const classes = classesIn(directory.path);
    const before = await classes.get('good');
    const file = join(directory.path, 'good/manifests/a.yaml');
    // The watch may have to begin first, so what is waited for is the version and not the first call.
    await new Promise<void>(resolve => {
      const look = async () => {
        const { version } = await classes.get('good');
        if (version === before.version) {
          await writeFile(file, 'a: 2');
        } else {
          resolve();
        }
      };
      classes.onChange(look);
      void look();
    });
    expect((await classes.get('good')).sources.get('manifests/a.yaml')).toBe(
      'a: 2',
    );
  });
});
