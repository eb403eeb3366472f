import { randomUUID } from 'node:crypto';
import {
  ObjectWriter,
  type ConfiguredClusters,
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
import { z } from 'zod';
import { ArgoCdEngine } from '../src/ArgoCdEngine';
import { argoCdDependency } from '../src/argoCdDependency';
import { startGitDaemon, type GitDaemon } from './gitDaemon';
import { testClusters, testPlatform } from './platform';

jest.setTimeout(120_000);

const deployment = (image: string, labels = '{ app: web }') => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 2
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: ${labels} }
    spec: { containers: [{ name: web, image: "${image}" }] }
`;
const SERVICE = `
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { selector: { app: web }, ports: [{ port: 80 }] }
`;
const ESCAPE = `
apiVersion: v1
kind: ResourceQuota
metadata: { name: quota }
spec: { hard: { pods: "5000" } }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: all }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin }
subjects: [{ apiGroup: rbac.authorization.k8s.io, kind: Group, name: everyone }]
`;
const KUSTOMIZATION = 'resources: [deployment.yaml, service.yaml]\n';

const historySchema = z.looseObject({
  status: z.looseObject({ history: z.array(z.unknown()) }),
});

describe('ArgoCdEngine on a real Argo CD', () => {
  let clusters: ConfiguredClusters;
  let engine: ArgoCdEngine;
  let git: GitDaemon;
  let first: string;
  let leftovers: Array<() => Promise<unknown>>;
  const signal = new AbortController().signal;
  const platform = testPlatform();

  beforeAll(async () => {
    clusters = testClusters();
    engine = new ArgoCdEngine({
      clusters,
      instances: [
        {
          name: 'local',
          cluster: 'local',
          ...platform.argocd,
          webUrl: 'http://argocd.localhost',
        },
      ],
      syncTimeoutMs: 60_000,
    });
    git = await startGitDaemon();
    first = git.commit({
      'base/kustomization.yaml': KUSTOMIZATION,
      'base/deployment.yaml': deployment('registry.example/web:1'),
      'base/service.yaml': SERVICE,
      'bad/deployment.yaml': deployment('registry.example/web:1', '{ app: b }'),
      'escape/all.yaml': ESCAPE,
    });
  });
  beforeEach(() => {
    leftovers = [];
  });
  afterEach(async () => {
    for (const remove of leftovers.reverse()) {
      await remove();
    }
  });
  afterAll(async () => {
    git.stop();
    await clusters.close();
  });

  /** An environment whose namespace is there, as the kubernetes engine makes it. */
  async function environment(
    parameters: Record<string, unknown> = {},
  ): Promise<RenderContext> {
    const name = `it-${randomUUID().slice(0, 8)}`;
    const id = randomUUID();
    const { writer } = clusters.get('admin');
    await new ObjectWriter(writer).create(
      {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: {
          name: `env-${name}`,
          labels: {
            'app.kubernetes.io/managed-by': 'cairn',
            'cairn.dev/environment': id,
            'cairn.dev/environment-name': name,
            'cairn.dev/component': 'namespace',
            'pod-security.kubernetes.io/enforce': 'baseline',
          },
        },
      },
      { operationId: randomUUID() },
    );
    leftovers.push(() =>
      writer.request({
        method: 'DELETE',
        path: `/api/v1/namespaces/env-${name}`,
      }),
    );
    return {
      environment: {
        id,
        name,
        namespace: `env-${name}`,
        owner: 'group:default/checkout-team',
        ownerName: 'checkout-team',
        cluster: 'local',
      },
      class: { name: 'service-preview', version: 'sha256:0' },
      parameters: {
        repository: git.url,
        path: 'base',
        revision: 'main',
        ...parameters,
      },
      entities: {},
      git: { url: '' },
    };
  }

  const component = classComponentSchema.parse({
    name: 'application',
    engine: 'argocd',
    with: {
      name: 'web',
      repository: '${{ parameters.repository }}',
      path: '${{ parameters.path }}',
      revision: '${{ parameters.revision }}',
    },
  });

  const effect = (
    context: RenderContext,
    operationId: string = randomUUID(),
    said: string[] = [],
  ): EffectContext => ({
    environmentId: context.environment.id,
    fence: { environmentId: context.environment.id, token: 1 },
    clusterIdentities: new Map<string, string>(),
    operationId,
    signal,
    progress: message => said.push(message),
  });

  async function planFor(
    context: RenderContext,
    owned: InventoryItem[] = [],
  ): Promise<UnorderedChange[]> {
    return engine.plan(await engine.render(component, context), owned, {
      environmentId: context.environment.id,
      namespace: context.environment.namespace,
      signal,
    });
  }

  async function apply(
    context: RenderContext,
    change: UnorderedChange,
    operationId?: string,
    said?: string[],
  ): Promise<InventoryItem> {
    const itemFor = (owned: Pick<InventoryItem, 'ref' | 'uid'>) => ({
      id: change.ref.kind,
      component: change.component,
      engine: 'argocd',
      createdAt: '',
      ...owned,
    });
    leftovers.push(async () => {
      // A step that failed may have left its object.
      const live = await clusters.get('admin').reader.get(change.ref);
      const uid = live?.metadata.uid ?? '';
      if (
        live?.metadata.labels?.['cairn.dev/environment'] ===
        context.environment.id
      ) {
        await engine.destroy(
          itemFor({ ref: change.ref, uid }),
          effect(context),
        );
      }
    });
    return itemFor(
      await engine.apply(
        { ...change, index: 0 },
        effect(context, operationId, said),
      ),
    );
  }

  const deployed = async (context: RenderContext) => {
    const { writer } = clusters.get('admin');
    const at = { namespace: context.environment.namespace, name: 'web' };
    const [workload, service] = await Promise.all([
      writer.get({ apiVersion: 'apps/v1', kind: 'Deployment', ...at }),
      writer.get({ apiVersion: 'v1', kind: 'Service', ...at }),
    ]);
    return { workload, service };
  };

  const historyOf = async (item: InventoryItem) => {
    const live = await engine.read(item, { signal });
    return historySchema.parse(live).status.history.length;
  };

  it('plans, deploys, sees, deploys anew and removes a service', async () => {
    const context = await environment();
    const plan = await planFor(context);
    expect(
      plan.map(({ operation, ref, reason }) => [operation, ref.kind, reason]),
    ).toEqual([
      ['create', 'AppProject', undefined],
      ['create', 'Application', undefined],
    ]);

    const project = await apply(context, plan[0]);
    const said: string[] = [];
    const operation = randomUUID();
    const application = await apply(context, plan[1], operation, said);
    expect(said.join('\n')).toContain('Waiting for Argo CD to deploy');
    expect((await deployed(context)).workload?.status).toMatchObject({
      availableReplicas: 2,
    });
    expect(await historyOf(application)).toBe(1);
    // The same step again after a crash deploys nothing again.
    await engine.apply({ ...plan[1], index: 0 }, effect(context, operation));
    expect(await historyOf(application)).toBe(1);

    const items = [project, application];
    expect(await engine.observe(items, { signal })).toMatchObject([
      { id: 'AppProject', status: 'Ready' },
      {
        id: 'Application',
        status: 'Ready',
        links: [
          {
            url: `http://argocd.localhost/applications/argocd/cairn-${context.environment.name}-web`,
          },
        ],
      },
    ]);
    expect(
      (await planFor(context, items)).map(change => change.operation),
    ).toEqual(['unchanged', 'unchanged']);

    const second = git.commit({
      'base/deployment.yaml': deployment('registry.example/web:2'),
    });
    const changed = {
      ...context,
      parameters: { ...context.parameters, revision: second },
    };
    const update = await planFor(changed, items);
    expect(update.map(({ operation: o, fields }) => [o, fields])).toEqual([
      ['unchanged', []],
      [
        'update',
        [
          {
            path: '/spec/source/targetRevision',
            before: 'main',
            after: second,
          },
        ],
      ],
    ]);
    await engine.apply({ ...update[1], index: 1 }, effect(changed));
    expect(JSON.stringify((await deployed(context)).workload?.spec)).toContain(
      'registry.example/web:2',
    );

    const destroy = await engine.plan([], items, {
      environmentId: context.environment.id,
      namespace: context.environment.namespace,
      signal,
    });
    expect(destroy.map(({ operation: o, ref }) => [o, ref.kind])).toEqual([
      ['delete', 'Application'],
      ['delete', 'AppProject'],
    ]);
    for (const item of [application, project]) {
      await engine.destroy(item, effect(context));
      await engine.destroy(item, effect(context));
    }
    expect(await deployed(context)).toEqual({
      workload: undefined,
      service: undefined,
    });
    expect(
      (await engine.observe(items, { signal })).map(({ status }) => status),
    ).toEqual(['Missing', 'Missing']);
  });

  it('deploys a commit, and removes it even where somebody took the finalizer', async () => {
    const context = await environment({ revision: first });
    const [project, application] = await planFor(context);
    await apply(context, project);
    const item = await apply(context, application);
    const { writer } = clusters.get('admin');
    const response = await writer.request({
      method: 'PATCH',
      path: await writer.pathOf(item.ref),
      contentType: 'application/merge-patch+json',
      body: { metadata: { finalizers: [] } },
    });
    expect(response.status).toBe(200);
    await engine.destroy(item, effect(context));
    expect((await deployed(context)).workload).toBeUndefined();
  });

  it('says which object failed and why', async () => {
    const context = await environment({ path: 'bad' });
    const [project, application] = await planFor(context);
    await apply(context, project);
    await expect(apply(context, application)).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringMatching(
        /Argo CD could not deploy cairn-it-\w+-web: Deployment web: .*selector/,
      ),
    });
  });

  it('says that a repository or a folder is not there', async () => {
    const context = await environment({ path: 'nowhere' });
    const [project, application] = await planFor(context);
    await apply(context, project);
    await expect(apply(context, application)).rejects.toThrow(
      /app path does not exist/,
    );
  });

  it('keeps a repository from raising quota and giving away roles', async () => {
    const context = await environment({ path: 'escape' });
    const [project, application] = await planFor(context);
    await apply(context, project);
    await expect(apply(context, application)).rejects.toThrow(
      /not permitted in project/,
    );
    const { writer } = clusters.get('admin');
    for (const [apiVersion, kind, name] of [
      ['v1', 'ResourceQuota', 'quota'],
      ['rbac.authorization.k8s.io/v1', 'RoleBinding', 'all'],
    ]) {
      expect(
        await writer.get({
          apiVersion,
          kind,
          name,
          namespace: context.environment.namespace,
        }),
      ).toBeUndefined();
    }
  });

  it('does not adopt an application of somebody else', async () => {
    const context = await environment();
    const [project, application] = await planFor(context);
    await apply(context, project);
    const { writer } = clusters.get('admin');
    const foreign = {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name: application.ref.name, namespace: 'argocd' },
      spec: {
        project: 'default',
        source: { repoURL: git.url, path: 'base' },
        destination: { server: 'https://kubernetes.default.svc' },
      },
    };
    const made = await new ObjectWriter(writer).create(foreign, {
      operationId: 'somebody-else',
    });
    leftovers.push(() =>
      new ObjectWriter(writer).delete(
        application.ref,
        made.metadata.uid ?? '',
        { timeoutMs: 30_000 },
      ),
    );
    const [, conflict] = await planFor(context);
    expect(conflict).toMatchObject({
      operation: 'conflict',
      reason: expect.stringContaining('it was not made by Cairn'),
    });
    await expect(
      engine.apply({ ...application, index: 0 }, effect(context)),
    ).rejects.toMatchObject({ name: 'ConflictError' });
    const live = await writer.get(application.ref);
    expect(live?.spec).toMatchObject(foreign.spec);
    expect(live?.operation).toBeUndefined();
  });

  it('waits for a deployment of somebody else before its own', async () => {
    const context = await environment();
    const [project, application] = await planFor(context);
    await apply(context, project);
    const item = await apply(context, application);
    const { writer } = clusters.get('admin');
    // Another one is set; ours must neither overwrite it nor be lost.
    const path = await writer.pathOf(item.ref);
    const other = await writer.request({
      method: 'PATCH',
      path,
      contentType: 'application/merge-patch+json',
      body: { operation: { initiatedBy: { username: 'other' }, sync: {} } },
    });
    expect(other.status).toBe(200);
    const changed = {
      ...context,
      parameters: { ...context.parameters, revision: first },
    };
    const update = (await planFor(changed, [item]))[1];
    expect(update.operation).toBe('update');
    await engine.apply({ ...update, index: 0 }, effect(changed));
    expect(await historyOf(item)).toBe(3);
  });

  it('is a dependency of the platform', async () => {
    const instance = {
      name: 'local',
      cluster: 'local',
      ...platform.argocd,
    };
    expect(await argoCdDependency(instance, true).probe({ signal })).toEqual({
      state: 'ok',
      version: expect.stringMatching(/^v3\./),
    });
    expect(
      await argoCdDependency(
        { ...instance, tokenFile: '/nowhere/token' },
        true,
      ).probe({ signal }),
    ).toMatchObject({
      state: 'starting',
      reason: expect.stringContaining('not there yet'),
    });
    await expect(
      argoCdDependency({ ...instance, url: 'http://127.0.0.1:9' }, true).probe({
        signal,
      }),
    ).rejects.toThrow();
  });
});
