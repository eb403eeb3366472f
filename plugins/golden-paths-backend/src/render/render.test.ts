import { mockServices } from '@backstage/backend-test-utils';
import { InputError, ServiceUnavailableError } from '@backstage/errors';
import type { PlannedFile } from '@cairn/plugin-golden-paths-common';
import type { FileContent } from '../clients/ScaffolderClient';
import { readCatalogEntities } from './catalogEntities';
import { deployedFolders, Kustomize } from './Kustomize';
import { readDryRun } from './readDryRun';

const command = process.env.CAIRN_TEST_KUSTOMIZE ?? 'kustomize';

const text = (path: string, content: string): PlannedFile => ({
  path,
  content,
  size: content.length,
  executable: false,
});

describe('readDryRun', () => {
  const owner = 'group:default/checkout-team';
  const confirm = { action: 'cairn:plan:confirm' };
  const publish = {
    action: 'cairn:repository:publish',
    input: { name: 'parcel-lockers', owner, description: 'd' },
  };
  const file = (path: string, content: string | Buffer): FileContent => ({
    path,
    content: Buffer.from(content),
    executable: false,
  });
  const read = (...planned: object[]) =>
    readDryRun({
      files: [
        file('b.bin', Buffer.from([0xff, 0xfe])),
        file('a.txt', 'ü'),
        ...planned.map((step, index) =>
          file(`.cairn-dry-run/000${index}.json`, JSON.stringify(step)),
        ),
      ],
      steps: [{ id: 'x', name: 'X', action: 'y' }],
    });

  it('takes apart what is made and what is said', () => {
    expect(read(confirm, publish)).toEqual({
      repository: publish.input,
      files: [
        { path: 'a.txt', content: 'ü', size: 2, executable: false },
        { path: 'b.bin', base64: '//4=', size: 2, executable: false },
      ],
      environments: [],
      steps: [{ id: 'x', name: 'X' }],
    });
  });

  it.each([
    ['nothing', [], 'cairn:plan:confirm must be the first'],
    [
      'no check first',
      [publish, confirm],
      'cairn:plan:confirm must be the first',
    ],
    ['no repository', [confirm], 'this one would make 0'],
    ['two repositories', [confirm, publish, publish], 'this one would make 2'],
    [
      'two registrations',
      [
        confirm,
        publish,
        ...['a', 'b'].map(path => ({
          action: 'cairn:catalog:register',
          input: { path },
        })),
      ],
      'one file into the catalog',
    ],
  ])('refuses a template with %s', (_, steps, message) => {
    expect(() => read(...steps)).toThrow(InputError);
    expect(() => read(...steps)).toThrow(message);
  });

  it.each([
    [{ name: '../x' }, 'name'],
    [{ owner: 'user:default/x' }, 'owner'],
    [{ description: 'a\nb' }, 'description'],
  ])(
    'refuses what an action would get, by the name of the field: %j',
    (changes, field) => {
      expect(() =>
        read(confirm, { ...publish, input: { ...publish.input, ...changes } }),
      ).toThrow(
        expect.objectContaining({
          fields: [expect.objectContaining({ field })],
        }),
      );
    },
  );
});

describe('readCatalogEntities', () => {
  const owner = 'group:default/checkout-team';
  const entity = (kind: string, of: string) =>
    `apiVersion: backstage.io/v1alpha1\nkind: ${kind}\nmetadata: { name: x }\nspec: { owner: ${of} }\n`;
  const read = (content: string) =>
    readCatalogEntities(
      [text('catalog-info.yaml', content)],
      'catalog-info.yaml',
      owner,
    );

  it('names what a file would bring', () => {
    expect(
      read(
        [entity('Component', 'checkout-team'), entity('API', owner)].join(
          '---\n',
        ),
      ),
    ).toEqual({
      entities: ['component:default/x', 'api:default/x'],
      blockers: [],
    });
  });

  it.each([
    ['a user', entity('User', owner), 'of a kind'],
    ['a group', entity('Group', owner), 'of a kind'],
    ['a template', entity('Template', owner), 'of a kind'],
    ['a location', entity('Location', owner), 'of a kind'],
    ['another owner', entity('Component', 'payments-team'), 'would belong to'],
    ['a person as owner', entity('Component', 'user:amara'), 'would belong to'],
    ['no owner', entity('Component', '""'), 'would belong to'],
    ['no entity', 'hello', 'is no entity'],
    ['no YAML', '{ a: ', 'is no entity'],
  ])('refuses %s', (_, content, message) => {
    expect(read(content).blockers).toContainEqual({
      type: 'invalid',
      message: expect.stringContaining(message),
    });
  });

  it('refuses a file that is not there', () => {
    expect(
      readCatalogEntities([], 'catalog-info.yaml', owner).blockers,
    ).toEqual([expect.objectContaining({ type: 'invalid' })]);
  });
});

describe('Kustomize', () => {
  const logger = mockServices.logger.mock();
  const kustomize = new Kustomize({ command, logger });
  const base = [
    text('deploy/base/kustomization.yaml', 'resources: [a.yaml]\n'),
    text(
      'deploy/base/a.yaml',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n',
    ),
  ];
  const overlay = text(
    'deploy/overlays/dev/kustomization.yaml',
    'resources: [../../base]\nnamePrefix: dev-\n',
  );

  it('renders every overlay, or the base where there is none', async () => {
    expect(deployedFolders(base)).toEqual(['deploy/base']);
    expect(deployedFolders([...base, overlay])).toEqual([
      'deploy/overlays/dev',
    ]);
    expect(deployedFolders([text('README.md', '')])).toEqual([]);
    await expect(
      kustomize.build([...base, overlay], ['deploy/overlays/dev']),
    ).resolves.toEqual([
      {
        path: 'deploy/overlays/dev',
        object: expect.objectContaining({ metadata: { name: 'dev-a' } }),
      },
    ]);
  });

  it('says what is wrong, without a path of this machine', async () => {
    const broken = [
      text('deploy/base/kustomization.yaml', 'resources: [b.yaml]\n'),
    ];
    const built = kustomize.build(broken, ['deploy/base']);
    await expect(built).rejects.toThrow(
      /^Kustomize cannot render deploy\/base: /,
    );
    await expect(built).rejects.not.toThrow(/cairn-manifests/);
  });

  it('fetches nothing from anywhere', async () => {
    for (const remote of [
      'https://example.com/a.yaml',
      'https://github.com/larkfield/base//deploy?ref=main',
    ]) {
      await expect(
        kustomize.build(
          [
            text(
              'deploy/base/kustomization.yaml',
              `resources: ['${remote}']\n`,
            ),
          ],
          ['deploy/base'],
        ),
      ).rejects.toThrow(InputError);
    }
  });

  it('writes no file outside of its folder', async () => {
    await expect(
      kustomize.build([text('../../escaped', 'x')], []),
    ).rejects.toThrow();
  });

  it('is not there yet while a platform is being set up', async () => {
    await expect(
      new Kustomize({ command: '/nowhere/kustomize', logger }).build(base, [
        'deploy/base',
      ]),
    ).rejects.toThrow(ServiceUnavailableError);
  });
});
