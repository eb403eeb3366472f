import { mockServices } from '@backstage/backend-test-utils';
import { ConflictError } from '@backstage/errors';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { FakeGitea } from '../__testUtils__/FakeGitea';
import { planOf } from '../__testUtils__/planOf';
import { Registration } from '../catalog/Registration';
import { RepositoryMaker } from '../repository/RepositoryMaker';
import { makingDescription } from '../repository/marks';
import { Removal } from './Removal';

let host: FakeGitea;
beforeAll(async () => {
  host = await FakeGitea.start();
});
afterEach(() => host.reset());
afterAll(() => host.stop());

const plan = planOf();

async function remove(
  removeEnvironment: () => Promise<string | undefined> = async () =>
    'environment parcel-lockers-dev',
) {
  const catalog = catalogServiceMock.mock({
    getLocationByRef: async () => ({
      id: 'location-1',
      type: 'url',
      target: plan.catalogUrl ?? '',
      entityRef: 'location:default/generated-1',
    }),
    removeLocationById: async () => {},
  });
  const removed = await new Removal({
    environments: { remove: removeEnvironment },
    host: host.client(),
    registration: new Registration({
      auth: mockServices.auth(),
      catalog,
      say: () => {},
    }),
  }).remove(plan);
  return { ...removed, catalog };
}

async function make() {
  await new RepositoryMaker({ host: host.client(), say: () => {} }).make(plan, {
    task: 'task-1',
    author: { name: 'a', email: 'a@larkfield.example' },
  });
  const made = host.repositories.get('parcel-lockers');
  if (!made) {
    throw new Error('It was not made');
  }
  return made;
}

it('takes out everything that the plan made', async () => {
  await make();
  const { removed, kept, catalog } = await remove();
  expect(removed).toEqual([
    'environment parcel-lockers-dev',
    'component:default/parcel-lockers from the catalog',
    'repository larkfield/parcel-lockers',
  ]);
  expect(kept).toEqual([]);
  expect(catalog.removeLocationById).toHaveBeenCalledWith(
    'location-1',
    expect.anything(),
  );
  expect(host.repositories.size).toBe(0);
});

it('can be repeated when everything is gone', async () => {
  const { kept } = await remove(async () => undefined);
  expect(kept).toEqual([]);
});

it('takes out a repository that was only begun', async () => {
  host.add('parcel-lockers').description = makingDescription(plan.digest);
  await remove();
  expect(host.repositories.size).toBe(0);
});

it("takes the pipeline's own commits for nobody's work", async () => {
  const made = await make();
  host.commit(made, 'Deploy 0.1.0-abc to dev [skip ci]', [
    'deploy/overlays/dev/kustomization.yaml',
  ]);
  await remove();
  expect(host.repositories.size).toBe(0);
});

it.each([
  ['a commit', ['src/app.ts'], ['main']],
  [
    'a commit that looks like the pipeline',
    ['deploy/overlays/dev/kustomization.yaml', 'src/app.ts'],
    ['main'],
  ],
  ['a branch', [], ['main', 'mine']],
])(
  'keeps a repository with %s of a person, with its entities, and says so',
  async (_, files, branches) => {
    const made = await make();
    if (files.length > 0) {
      host.commit(made, 'Deploy 1 [skip ci]', files);
    }
    made.branches = branches;
    const { kept, catalog } = await remove();
    expect(catalog.removeLocationById).not.toHaveBeenCalled();
    expect(kept).toEqual([
      expect.stringContaining('has been worked on since it was made'),
    ]);
    expect(host.repositories.size).toBe(1);
  },
);

it.each<[string, string[]]>([
  ['empty', []],
  ['in use', ['first', 'second']],
  ['of another plan', [`x\n\nCairn-Plan: ${planOf('b').digest}\n`]],
])(
  "leaves somebody else's repository and entities: %s",
  async (_, messages) => {
    host.add('parcel-lockers', ...messages);
    const { removed, catalog } = await remove();
    expect(removed).toEqual(['environment parcel-lockers-dev']);
    expect(catalog.removeLocationById).not.toHaveBeenCalled();
    expect(host.repositories.size).toBe(1);
  },
);

it('keeps what it may not take out and goes on with the rest', async () => {
  await make();
  const { removed, kept } = await remove(async () => {
    throw new ConflictError('The environment was not made by this plan');
  });
  expect(kept).toEqual(['The environment was not made by this plan']);
  expect(removed).toHaveLength(2);
});

it('ends where a system does not answer, and takes out the rest the next time', async () => {
  await make();
  host.requests.length = 0;
  host.trouble.set(0, 'before');
  await expect(remove()).rejects.toThrow('The Git host does not answer');
  expect(host.repositories.size).toBe(1);
  await remove(async () => undefined);
  expect(host.repositories.size).toBe(0);
});
