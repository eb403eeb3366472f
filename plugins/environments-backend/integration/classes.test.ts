import { TestDatabases } from '@backstage/backend-test-utils';
import type {
  ObservedResource,
  Plan,
  PlannedChange,
  ResourceRef,
} from '@cairn/plugin-environments-common';
import { z } from 'zod';
import { startOnPlatform } from './startOnPlatform';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe('classes on the local platform', () => {
  let platform: Awaited<ReturnType<typeof startOnPlatform>>;
  const id = Date.now().toString(36);

  beforeAll(async () => {
    platform = await startOnPlatform(databases);
  });

  afterAll(() => platform.admin.close());

  async function plan(request: object): Promise<Plan> {
    const { status, body } = await platform.post('/plans', request);
    if (status !== 201) {
      throw new Error(JSON.stringify(body));
    }
    return body;
  }

  async function make(
    cls: string,
    name: string,
    parameters: object,
  ): Promise<Plan> {
    const made = await plan({
      action: 'create',
      class: cls,
      name,
      owner: 'group:default/checkout-team',
      parameters,
    });
    expect(made.verdict.violations).toEqual([]);
    expect(made.changes.flatMap(({ reason }) => reason ?? [])).toEqual([]);
    expect(made.blockers).toEqual([]);
    const run = await platform.apply(made);
    expect([run.state, run.message]).toEqual([
      'Succeeded',
      'Everything was made.',
    ]);
    expect(await platform.settled(name)).toMatchObject({ state: 'Ready' });
    return made;
  }

  async function destroy(name: string): Promise<void> {
    const run = await platform.apply(
      await plan({ action: 'destroy', environment: name }),
    );
    expect([run.state, run.message]).toEqual([
      'Succeeded',
      'Everything is gone.',
    ]);
  }

  const live = (ref: Omit<ResourceRef, 'cluster'>) => platform.cluster.get(ref);

  it('postgres is a database whose password nobody is shown', async () => {
    const name = `pg-${id}`;
    const namespace = `env-${name}`;
    const made = await make('postgres', name, {
      version: '18.1',
      storage: '1Gi',
      size: 'small',
    });
    const secret = await live({
      apiVersion: 'v1',
      kind: 'Secret',
      namespace,
      name: 'cairn-credentials',
    });
    const { password } = z.object({ password: z.string() }).parse(secret?.data);
    const clear = Buffer.from(password, 'base64').toString();
    expect(clear).toMatch(/^[A-Za-z0-9]{32}$/);

    const resources: ObservedResource[] = (
      await platform.get(`/environments/${name}/resources`)
    ).body;
    const item = resources.find(({ ref }) => ref.kind === 'Secret');
    const manifest = await platform.get(
      `/environments/${name}/resources/${item?.id}/manifest`,
    );
    const shown = JSON.stringify([
      made,
      resources,
      manifest.body,
      (await platform.get(`/environments/${name}`)).body,
      (await platform.get(`/environments/${name}/story`)).body,
    ]);
    expect(shown).not.toContain(clear);
    expect(shown).not.toContain(password);

    // Put to sleep and woken, it is still the same one.
    for (const action of ['hibernate', 'wake']) {
      const run = await platform.apply(
        await plan({ action, environment: name }),
      );
      expect(run.state).toBe('Succeeded');
      const set = await live({
        apiVersion: 'apps/v1',
        kind: 'StatefulSet',
        namespace,
        name: 'postgres',
      });
      expect(set?.spec).toMatchObject({
        replicas: action === 'wake' ? 1 : 0,
      });
    }
    const after = await live({
      apiVersion: 'v1',
      kind: 'Secret',
      namespace,
      name: 'cairn-credentials',
    });
    expect(after?.data).toMatchObject({ password });
    await destroy(name);
  }, 300_000);

  it('team-onboarding is two namespaces with the same bounds', async () => {
    const name = `team-${id}`;
    await make('team-onboarding', name, {
      second: 'test',
      viewers: ['group:default/data-team'],
      size: 'small',
    });
    for (const namespace of [`env-${name}`, `env-${name}--test`]) {
      const viewers = await live({
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'RoleBinding',
        namespace,
        name: 'viewers',
      });
      expect(viewers?.subjects).toMatchObject([
        { kind: 'Group', name: 'data-team' },
      ]);
      const quota = await live({
        apiVersion: 'v1',
        kind: 'ResourceQuota',
        namespace,
        name: 'environment',
      });
      expect(quota?.spec).toMatchObject({ hard: { 'limits.cpu': '1' } });
    }
    await destroy(name);
    expect(
      await live({
        apiVersion: 'v1',
        kind: 'Namespace',
        name: `env-${name}--test`,
      }),
    ).toBeUndefined();
  }, 300_000);

  it('team-onboarding needs a yes where it costs much', async () => {
    const asked = await plan({
      action: 'create',
      class: 'team-onboarding',
      name: `big-${id}`,
      owner: 'group:default/checkout-team',
      parameters: { second: 'test', viewers: [], size: 'large' },
    });
    expect(asked.verdict.allowed).toBe(true);
    expect(asked.blockers).toEqual(['approval']);
    expect(
      asked.changes.map(({ operation }: PlannedChange) => operation),
    ).toEqual(asked.changes.map(() => 'create'));
  });
});
