import { randomUUID } from 'node:crypto';
import { ObjectWriter } from '@cairn/plugin-clusters-node';
import type { InventoryItem } from '@cairn/plugin-environments-common';
import { z } from 'zod';
import { argoCdDependency } from '../src/argoCdDependency';
import {
  deployment,
  Fixture,
  kustomization,
  localInstance,
  SERVICE,
} from './fixture';

jest.setTimeout(120_000);

const historySchema = z.looseObject({
  status: z.looseObject({
    history: z.array(z.looseObject({ revision: z.string() })),
  }),
});

describe('ArgoCdEngine on a real Argo CD', () => {
  let fixture: Fixture;
  let first: string;

  beforeAll(async () => {
    fixture = await Fixture.start();
    first = fixture.git.commit({
      'base/kustomization.yaml': kustomization(
        'deployment.yaml',
        'service.yaml',
      ),
      'base/deployment.yaml': deployment('registry.example/web:1'),
      'base/service.yaml': SERVICE,
      'bad/deployment.yaml': deployment('registry.example/web:1', {
        labels: '{ app: b }',
      }),
      'follow/deployment.yaml': deployment('registry.example/web:1'),
    });
  });
  afterEach(() => fixture.clean());
  afterAll(() => fixture.stop());

  const historyOf = async (item: InventoryItem) => {
    const live = await fixture.engine.read(item, { signal: fixture.signal });
    return historySchema
      .parse(live)
      .status.history.map(({ revision }) => revision);
  };

  it('plans, deploys, sees, deploys anew and removes a service', async () => {
    const { engine, signal } = fixture;
    const context = await fixture.environment();
    const plan = await fixture.plan(context);
    expect(
      plan.map(({ operation, ref, reason }) => [operation, ref.kind, reason]),
    ).toEqual([
      ['create', 'AppProject', undefined],
      ['create', 'Application', undefined],
    ]);

    const project = await fixture.apply(context, plan[0]);
    const said: string[] = [];
    const operation = randomUUID();
    const application = await fixture.apply(context, plan[1], operation, said);
    expect(said.join('\n')).toContain('Waiting for Argo CD to deploy');
    expect((await fixture.deployed(context)).workload?.status).toMatchObject({
      availableReplicas: 2,
    });
    expect(await historyOf(application)).toHaveLength(1);
    // The same step again after a crash deploys nothing again.
    await engine.apply(
      { ...plan[1], index: 0 },
      fixture.effect(context, operation),
    );
    expect(await historyOf(application)).toHaveLength(1);

    const items = [project, application];
    expect(await engine.observe(items, { signal })).toMatchObject([
      { id: 'AppProject', status: 'Ready' },
      {
        id: 'Application',
        status: 'Ready',
        links: [
          {
            url: `http://argocd.localhost/applications/argocd/cairn-${context.environment.name}--web`,
          },
        ],
      },
    ]);
    expect(
      (await fixture.plan(context, items)).map(change => change.operation),
    ).toEqual(['unchanged', 'unchanged']);

    const second = fixture.git.commit({
      'base/deployment.yaml': deployment('registry.example/web:2'),
    });
    const changed = {
      ...context,
      parameters: { ...context.parameters, revision: second },
    };
    const update = await fixture.plan(changed, items);
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
    await engine.apply({ ...update[1], index: 1 }, fixture.effect(changed));
    expect(
      JSON.stringify((await fixture.deployed(context)).workload?.spec),
    ).toContain('registry.example/web:2');
    // One update, one deployment.
    expect(await historyOf(application)).toHaveLength(2);

    const destroy = await engine.plan([], items, fixture.planning(context));
    expect(destroy.map(({ operation: o, ref }) => [o, ref.kind])).toEqual([
      ['delete', 'Application'],
      ['delete', 'AppProject'],
    ]);
    for (const item of [application, project]) {
      await engine.destroy(item, fixture.effect(context));
      await engine.destroy(item, fixture.effect(context));
    }
    expect(await fixture.deployed(context)).toEqual({
      workload: undefined,
      service: undefined,
    });
    expect(
      (await engine.observe(items, { signal })).map(({ status }) => status),
    ).toEqual(['Missing', 'Missing']);
  });

  it('plans a newer commit of a branch, and deploys exactly that', async () => {
    const context = await fixture.environment({ path: 'follow' });
    const items = await fixture.deploy(context);
    const [, application] = items;
    const [deployed] = await historyOf(application);
    const newer = fixture.git.commit({
      'follow/deployment.yaml': deployment('registry.example/web:5'),
    });
    await fixture.patch(application, {
      metadata: { annotations: { 'argocd.argoproj.io/refresh': 'normal' } },
    });
    const deadline = Date.now() + 30_000;
    let [, change] = await fixture.plan(context, items);
    while (change.operation === 'unchanged' && Date.now() < deadline) {
      [, change] = await fixture.plan(context, items);
    }
    expect(change).toMatchObject({
      operation: 'update',
      fields: [
        { path: '/status/sync/revision', before: deployed, after: newer },
        {
          path: '/status/resources/Deployment/web',
          before: 'OutOfSync',
          after: 'Synced',
        },
      ],
    });
    // Another commit comes before the run: what was planned is deployed, and no more.
    fixture.git.commit({
      'follow/deployment.yaml': deployment('registry.example/web:6'),
    });
    const step = randomUUID();
    for (const _again of [1, 2]) {
      await fixture.engine.apply(
        { ...change, index: 0 },
        fixture.effect(context, step),
      );
    }
    expect(await historyOf(application)).toEqual([deployed, newer]);
    expect(
      JSON.stringify((await fixture.deployed(context)).workload?.spec),
    ).toContain('registry.example/web:5');
  });

  it('puts back what somebody changed in the cluster', async () => {
    const context = await fixture.environment({ revision: first });
    const items = await fixture.deploy(context);
    await fixture.patch(
      {
        ref: {
          cluster: 'admin',
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          namespace: context.environment.namespace,
          name: 'web',
        },
      },
      { spec: { replicas: 3 } },
    );
    const deadline = Date.now() + 30_000;
    let [, change] = await fixture.plan(context, items);
    while (change.operation === 'unchanged' && Date.now() < deadline) {
      [, change] = await fixture.plan(context, items);
    }
    expect(change).toMatchObject({
      operation: 'update',
      fields: [
        {
          path: '/status/resources/Deployment/web',
          before: 'OutOfSync',
          after: 'Synced',
        },
      ],
    });
    const live = await fixture.admin.get(items[1].ref);
    const watched = fixture.engine
      .watched('local')
      .find(({ kind }) => kind === 'Application');
    expect(live && watched?.judge(live).drift).toContain('Deployment web');
    await fixture.engine.apply(
      { ...change, index: 0 },
      fixture.effect(context),
    );
    expect((await fixture.deployed(context)).workload?.spec).toMatchObject({
      replicas: 2,
    });
  });

  it('says which object failed and why, and tries again when asked again', async () => {
    const context = await fixture.environment({ path: 'bad' });
    const [project, application] = await fixture.plan(context);
    await fixture.apply(context, project);
    const step = randomUUID();
    await expect(
      fixture.apply(context, application, step),
    ).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringMatching(
        /Argo CD could not deploy cairn-it-\w+--web: Deployment web: .*selector/,
      ),
    });
    fixture.git.commit({
      'bad/deployment.yaml': deployment('registry.example/web:1'),
    });
    await fixture.engine.apply(
      { ...application, index: 0 },
      fixture.effect(context, step),
    );
    expect((await fixture.deployed(context)).workload).toBeDefined();
  });

  it('says that a repository or a folder is not there', async () => {
    const context = await fixture.environment({ path: 'nowhere' });
    await expect(fixture.deploy(context)).rejects.toThrow(
      /app path does not exist/,
    );
  });

  it('does not adopt an application of somebody else', async () => {
    const context = await fixture.environment();
    const [project, application] = await fixture.plan(context);
    await fixture.apply(context, project);
    const { admin } = fixture;
    const foreign = {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name: application.ref.name, namespace: 'argocd' },
      spec: {
        project: 'default',
        source: { repoURL: fixture.git.url, path: 'base' },
        destination: { server: 'https://kubernetes.default.svc' },
      },
    };
    const made = await new ObjectWriter(admin).create(foreign, {
      operationId: 'somebody-else',
    });
    fixture.leaves(() =>
      new ObjectWriter(admin).delete(application.ref, made.metadata.uid ?? '', {
        timeoutMs: 30_000,
      }),
    );
    const [, conflict] = await fixture.plan(context);
    expect(conflict).toMatchObject({
      operation: 'conflict',
      reason: expect.stringContaining('it was not made by Cairn'),
    });
    await expect(
      fixture.engine.apply(
        { ...application, index: 0 },
        fixture.effect(context),
      ),
    ).rejects.toMatchObject({ name: 'ConflictError' });
    const live = await admin.get(application.ref);
    expect(live?.spec).toMatchObject(foreign.spec);
    expect(live?.operation).toBeUndefined();
  });

  it('waits for a deployment of somebody else before its own', async () => {
    const context = await fixture.environment();
    const [, item] = await fixture.deploy(context);
    // Another one is set; ours must neither overwrite it nor be lost.
    await fixture.patch(item, {
      operation: { initiatedBy: { username: 'other' }, sync: {} },
    });
    const changed = {
      ...context,
      parameters: { ...context.parameters, revision: first },
    };
    const update = (await fixture.plan(changed, [item]))[1];
    expect(update.operation).toBe('update');
    await fixture.engine.apply(
      { ...update, index: 0 },
      fixture.effect(changed),
    );
    expect(await historyOf(item)).toHaveLength(3);
  });

  it('is a dependency of the platform', async () => {
    const { signal } = fixture;
    const instance = localInstance();
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
