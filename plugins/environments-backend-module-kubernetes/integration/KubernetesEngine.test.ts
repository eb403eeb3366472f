import { randomUUID } from 'node:crypto';
import {
  ObjectWriter,
  type ConfiguredClusters,
  type KubernetesObject,
} from '@cairn/plugin-clusters-node';
import {
  classComponentSchema,
  type InventoryItem,
} from '@cairn/plugin-environments-common';
import type {
  EffectContext,
  RenderContext,
  UnorderedChange,
} from '@cairn/plugin-environments-node';
import { KubernetesEngine } from '../src/KubernetesEngine';
import { Fences } from './Fences';
import { testClusters } from './platform';

jest.setTimeout(120_000);

const MANIFESTS = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: \${{ parameters.replicas }}
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: registry.example/web:\${{ parameters.tag }}
          env: [{ name: API_TOKEN, value: canary-env }]
---
apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
data:
  owner: \${{ environment.ownerName }}
  greeting: \${{ parameters.greeting }}
---
apiVersion: v1
kind: Namespace
metadata:
  name: \${{ environment.namespace }}
  labels: { pod-security.kubernetes.io/enforce: baseline }
---
apiVersion: v1
kind: ResourceQuota
metadata: { name: quota }
spec: { hard: { pods: "10", configmaps: "3" } }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: default-deny }
spec: { podSelector: {}, policyTypes: [Ingress] }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: owners }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cairn-env }
subjects: [{ apiGroup: rbac.authorization.k8s.io, kind: Group, name: "\${{ environment.ownerName }}" }]
`;

const SECRET = `---
apiVersion: v1
kind: Secret
metadata: { name: cairn-credentials }
stringData: { password: canary-secret }
`;

const component = classComponentSchema.parse({
  name: 'base',
  engine: 'kubernetes',
  source: 'manifests',
});
const sources = new Map([['manifests/all.yaml', MANIFESTS]]);

function contextOf(
  name: string,
  parameters: Record<string, unknown> = {},
): RenderContext {
  return {
    environment: {
      id: randomUUID(),
      name,
      namespace: `env-${name}`,
      owner: 'group:default/checkout-team',
      ownerName: 'checkout-team',
      cluster: 'local',
    },
    class: { name: 'sandbox', version: 'sha256:0' },
    parameters: { replicas: 2, tag: '1', greeting: 'hello', ...parameters },
    entities: {},
    git: { url: '' },
  };
}

describe('KubernetesEngine on a real API server', () => {
  let clusters: ConfiguredClusters;
  let engine: KubernetesEngine;
  let fences: Fences;
  /** Of the environment that was planned for last. */
  let token: number;
  let made: string[];
  const signal = new AbortController().signal;

  beforeAll(() => {
    clusters = testClusters();
    fences = new Fences(clusters);
    engine = new KubernetesEngine({
      clusters,
      config: { standInNamespace: 'cairn-stand-in' },
    });
  });
  beforeEach(() => {
    made = [];
  });
  afterEach(async () => {
    await fences.release();
    const { writer } = clusters.get('admin');
    for (const name of made) {
      // Not waited for: nothing else uses the name.
      await writer.request({
        method: 'DELETE',
        path: `/api/v1/namespaces/${name}`,
      });
    }
  });
  afterAll(() => clusters.close());

  const nameFor = () => {
    const name = `it-${randomUUID().slice(0, 8)}`;
    made.push(`env-${name}`);
    return name;
  };

  const effect = (
    context: RenderContext,
    operationId: string = randomUUID(),
  ): EffectContext => ({
    environmentId: context.environment.id,
    fence: { environmentId: context.environment.id, token },
    clusterIdentities: new Map<string, string>(),
    operationId,
    signal,
    progress: () => {},
  });

  async function planFor(
    context: RenderContext,
    owned: InventoryItem[] = [],
  ): Promise<UnorderedChange[]> {
    token = await fences.of(context.environment.id);
    return engine.plan(
      await engine.render(component, context, sources),
      owned,
      {
        environmentId: context.environment.id,
        namespace: context.environment.namespace,
        signal,
      },
    );
  }

  async function applyAll(
    context: RenderContext,
    changes: UnorderedChange[],
  ): Promise<InventoryItem[]> {
    const items: InventoryItem[] = [];
    for (const [index, change] of changes.entries()) {
      const owned = await engine.apply({ ...change, index }, effect(context));
      items.push({
        id: String(index),
        component: change.component,
        engine: 'kubernetes',
        createdAt: '',
        ...owned,
      });
    }
    return items;
  }

  const asSomebodyElse = (object: KubernetesObject) =>
    new ObjectWriter(clusters.get('admin').writer).create(object, {
      operationId: 'somebody-else',
    });

  const operations = (changes: UnorderedChange[]) =>
    changes.map(({ ref, operation }) => `${operation} ${ref.kind}`);

  it('plans, makes, sees, changes and destroys an environment', async () => {
    const context = contextOf(nameFor());
    const plan = await planFor(context);
    expect(operations(plan)).toEqual([
      'create Namespace',
      'create ResourceQuota',
      'create NetworkPolicy',
      'create RoleBinding',
      'create ConfigMap',
      'create Deployment',
    ]);
    expect(plan.filter(change => change.reason)).toEqual([]);
    expect(
      await clusters.get('admin').reader.get({
        apiVersion: 'v1',
        kind: 'Namespace',
        name: context.environment.namespace,
      }),
    ).toBeUndefined();

    const items = await applyAll(context, plan);
    expect(items.every(item => item.uid.length > 30)).toBe(true);
    const seen = await engine.observe(items, { signal });
    expect(seen.map(({ status, message }) => [status, message])).toEqual(
      items.map(() => ['Ready', '']),
    );

    const again = await planFor(context, items);
    expect(operations(again)).toEqual(
      operations(plan).map(text => text.replace('create', 'unchanged')),
    );

    const changed = {
      ...context,
      parameters: { ...context.parameters, tag: '2', greeting: 'bye' },
    };
    const update = await planFor(changed, items);
    expect(
      update
        .filter(({ operation }) => operation !== 'unchanged')
        .map(({ ref, operation, fields }) => [ref.kind, operation, fields]),
    ).toEqual([
      [
        'ConfigMap',
        'update',
        [{ path: '/data/greeting', before: 'hello', after: 'bye' }],
      ],
      [
        'Deployment',
        'update',
        [
          {
            path: '/spec/template/spec/containers/0/image',
            before: 'registry.example/web:1',
            after: 'registry.example/web:2',
          },
        ],
      ],
    ]);
    await applyAll(changed, update);
    expect(
      new Set((await planFor(changed, items)).map(c => c.operation)),
    ).toEqual(new Set(['unchanged']));

    const destroy = await engine.plan([], items, {
      environmentId: context.environment.id,
      namespace: context.environment.namespace,
      signal,
    });
    expect(operations(destroy)).toEqual(
      operations(plan)
        .reverse()
        .map(text => text.replace('create', 'delete')),
    );
    for (const item of [...items].reverse()) {
      await engine.destroy(item, effect(context));
      // A second time is a success as well.
      await engine.destroy(item, effect(context));
    }
    expect(
      (await engine.observe(items, { signal })).map(({ status }) => status),
    ).toEqual(items.map(() => 'Missing'));
  });

  it('takes back a field that the class no longer sets', async () => {
    const context = contextOf(nameFor());
    const items = await applyAll(context, await planFor(context));
    const without = new Map([
      ['manifests/all.yaml', MANIFESTS.replace(/ {2}greeting: .*\n/, '')],
    ]);
    const plan = await engine.plan(
      await engine.render(component, context, without),
      items,
      {
        environmentId: context.environment.id,
        namespace: context.environment.namespace,
        signal,
      },
    );
    const [change] = plan.filter(({ operation }) => operation === 'update');
    expect(change.fields).toEqual([
      { path: '/data/greeting', before: 'hello' },
    ]);
    await engine.apply({ ...change, index: 0 }, effect(context));
    const item = items.find(({ ref }) => ref.kind === 'ConfigMap');
    const live = item && (await engine.read(item, { signal }));
    expect(live?.data).toEqual({ owner: 'checkout-team' });
  });

  it('shows no secret', async () => {
    const context = contextOf(nameFor());
    token = await fences.of(context.environment.id);
    const planning = {
      environmentId: context.environment.id,
      namespace: context.environment.namespace,
      signal,
    };
    const withSecret = (password: string) =>
      engine.render(
        component,
        context,
        new Map([
          [
            'manifests/all.yaml',
            MANIFESTS + SECRET.replace('canary-secret', password),
          ],
        ]),
      );
    const items = await applyAll(
      context,
      await engine.plan(await withSecret('canary-secret'), [], planning),
    );
    const read = await Promise.all(
      items.map(item => engine.read(item, { signal })),
    );
    const plan = await engine.plan(
      await withSecret('canary-other'),
      items,
      planning,
    );
    const text = JSON.stringify([
      read,
      plan.map(({ object, ...rest }) => rest),
    ]);
    expect(text).toContain('/data/password');
    expect(text).not.toContain('canary');
    for (const value of ['canary-secret', 'canary-other']) {
      expect(text).not.toContain(Buffer.from(value).toString('base64'));
    }
  });

  it('does not adopt a namespace of somebody else', async () => {
    const context = contextOf(nameFor());
    const early = await planFor(context);
    const foreign = await asSomebodyElse({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: context.environment.namespace, labels: { team: 'x' } },
    });

    const plan = await planFor(context);
    expect(new Set(plan.map(({ operation }) => operation))).toEqual(
      new Set(['conflict']),
    );
    expect(plan[0].reason).toMatch(
      /^Namespace "env-it-\w+" exists already: it was not made by Cairn/,
    );
    expect(plan[1].reason).toMatch(/does not belong to this environment/);

    await expect(
      engine.apply({ ...early[0], index: 0 }, effect(context)),
    ).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('exists already'),
    });
    await expect(
      engine.apply({ ...plan[0], index: 0 }, effect(context)),
    ).rejects.toMatchObject({ name: 'ConflictError' });
    const live = await clusters.get('admin').reader.get({
      apiVersion: 'v1',
      kind: 'Namespace',
      name: context.environment.namespace,
    });
    expect(live?.metadata.resourceVersion).toBe(
      foreign.metadata.resourceVersion,
    );
  });

  it('recognises its own work when a step is repeated, and nobody else\u2019s', async () => {
    const context = contextOf(nameFor());
    const [namespace] = await planFor(context);
    const operation = randomUUID();
    const first = await engine.apply(
      { ...namespace, index: 0 },
      effect(context, operation),
    );
    const second = await engine.apply(
      { ...namespace, index: 0 },
      effect(context, operation),
    );
    expect(second).toEqual(first);
    await expect(
      engine.apply({ ...namespace, index: 0 }, effect(context)),
    ).rejects.toMatchObject({ name: 'ConflictError' });
  });

  it('leaves an object with another UID alone', async () => {
    const context = contextOf(nameFor());
    const [namespace] = await planFor(context);
    const owned = await engine.apply(
      { ...namespace, index: 0 },
      effect(context),
    );
    const stale: InventoryItem = {
      id: '1',
      component: 'base',
      engine: 'kubernetes',
      createdAt: '',
      ref: owned.ref,
      uid: randomUUID(),
    };
    await engine.destroy(stale, effect(context));
    expect(await engine.read(stale, { signal })).toBeUndefined();
    expect((await engine.observe([stale], { signal }))[0]).toMatchObject({
      status: 'Missing',
    });
    expect(
      await engine.read({ ...stale, uid: owned.uid }, { signal }),
    ).toBeDefined();
  });

  it('does not take a field that somebody else set, nor overwrite a change that was not planned', async () => {
    const context = contextOf(nameFor());
    const items = await applyAll(context, await planFor(context));
    const changed = {
      ...context,
      parameters: { ...context.parameters, greeting: 'bye' },
    };
    const planned = (await planFor(changed, items)).find(
      ({ operation }) => operation === 'update',
    );

    const { writer } = clusters.get('admin');
    const ref = items.find(({ ref: { kind } }) => kind === 'ConfigMap')?.ref;
    const response = await writer.request({
      method: 'PATCH',
      path: await writer.pathOf(ref ?? { apiVersion: '', kind: '' }),
      contentType: 'application/merge-patch+json',
      query: { fieldManager: 'somebody' },
      body: { data: { greeting: 'mine' } },
    });
    expect(response.status).toBe(200);

    expect(planned?.ref.kind).toBe('ConfigMap');
    await expect(
      planned && engine.apply({ ...planned, index: 0 }, effect(context)),
    ).rejects.toThrow('was changed since it was planned');
  });

  it('replaces what cannot be changed', async () => {
    const context = contextOf(nameFor());
    const items = await applyAll(context, await planFor(context));
    const other = new Map([
      ['manifests/all.yaml', MANIFESTS.replace(/app: web/g, 'app: other')],
    ]);
    const planning = {
      environmentId: context.environment.id,
      namespace: context.environment.namespace,
      signal,
    };
    const desired = await engine.render(component, context, other);
    const change = (await engine.plan(desired, items, planning)).find(
      ({ operation }) => operation === 'replace',
    );
    expect(change?.ref.kind).toBe('Deployment');
    expect(change?.reason).toContain('spec.selector');
    const owned =
      change && (await engine.apply({ ...change, index: 0 }, effect(context)));
    expect(owned?.uid).not.toBe(change?.liveUid);
    const now = items.map(item =>
      owned && item.ref.kind === 'Deployment' ? { ...item, ...owned } : item,
    );
    expect(
      new Set(
        (await engine.plan(desired, now, planning)).map(c => c.operation),
      ),
    ).toEqual(new Set(['unchanged']));
  });

  it('says why the API server would refuse, without the values', async () => {
    const context = contextOf(nameFor(), { replicas: 'many' });
    const plan = await planFor(context);
    const refused = plan.find(({ operation }) => operation === 'unknown');
    expect(refused?.ref.kind).toBe('Deployment');
    expect(refused?.reason).toContain('refused');
    expect(JSON.stringify(plan.map(({ reason }) => reason))).not.toContain(
      'canary',
    );
  });

  it('refuses kinds that are not of this world or not of one namespace', async () => {
    const context = contextOf(nameFor());
    const inline = classComponentSchema.parse({
      name: 'odd',
      engine: 'kubernetes',
      inline: [
        { apiVersion: 'v1', kind: 'Nonsense', metadata: { name: 'a' } },
        {
          apiVersion: 'rbac.authorization.k8s.io/v1',
          kind: 'ClusterRole',
          metadata: { name: 'a' },
        },
      ],
    });
    const plan = await engine.plan(
      await engine.render(inline, context, new Map()),
      [],
      {
        environmentId: context.environment.id,
        namespace: context.environment.namespace,
        signal,
      },
    );
    expect(plan.map(({ operation, reason }) => [operation, reason])).toEqual([
      ['unknown', 'Cluster "local" does not serve the kind Nonsense of v1'],
      [
        'unknown',
        'ClusterRole of rbac.authorization.k8s.io/v1 does not live in a namespace',
      ],
    ]);
  });

  it('waits for nothing in a namespace that is being deleted, and says so', async () => {
    const context = contextOf(nameFor());
    const [change] = await planFor(context);
    await engine.apply({ ...change, index: 0 }, effect(context));
    const { writer } = clusters.get('admin');
    const hold = async (finalizers: string[]) =>
      writer.request({
        method: 'PATCH',
        path: await writer.pathOf({
          apiVersion: 'v1',
          kind: 'ConfigMap',
          namespace: context.environment.namespace,
          name: 'kube-root-ca.crt',
        }),
        contentType: 'application/merge-patch+json',
        body: { metadata: { finalizers } },
      });
    await hold(['example.com/held']);
    await writer.request({
      method: 'DELETE',
      path: `/api/v1/namespaces/${context.environment.namespace}`,
    });
    const plan = await planFor(context);
    expect(new Set(plan.map(({ operation }) => operation))).toEqual(
      new Set(['unknown']),
    );
    expect(plan[1].reason).toContain('is being deleted');
    await hold([]);
  });

  it('knows nothing of a cluster that does not answer, and says so', async () => {
    const item: InventoryItem = {
      id: '1',
      component: 'base',
      engine: 'kubernetes',
      createdAt: '',
      ref: { cluster: 'gone', apiVersion: 'v1', kind: 'Namespace', name: 'a' },
      uid: randomUUID(),
    };
    expect((await engine.observe([item], { signal }))[0]).toMatchObject({
      status: 'Unknown',
      message: expect.stringContaining('No cluster "gone"'),
    });
  });
});
