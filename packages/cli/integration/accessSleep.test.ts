import {
  application,
  APPLICATIONS,
  clusterClients,
  DRY,
  environment,
  expectForbidden,
  expectRefused,
  makeNamespaces,
  newWorker,
  removeNamespaces,
  type Environment,
  type RunWorker,
} from './accessFixtures';

const clients = clusterClients();
const { admin, writer } = clients;
const MERGE = 'application/merge-patch+json';

describe('what admission lets the writer do with what Argo CD deployed', () => {
  const mine = environment('sleep');
  const other = environment('other');
  let stale: RunWorker;
  let worker: RunWorker;

  const deployments = (namespace: string) =>
    `/apis/apps/v1/namespaces/${namespace}/deployments`;
  const cronJobs = ({ namespace }: Environment) =>
    `/apis/batch/v1/namespaces/${namespace}/cronjobs`;
  const pod = {
    metadata: { labels: { app: 'web' } },
    spec: {
      restartPolicy: 'Always',
      containers: [{ name: 'web', image: 'registry.example/web:1' }],
    },
  };
  const deployment = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: {
      replicas: 0,
      selector: { matchLabels: { app: 'web' } },
      template: pod,
    },
  };
  const cronJob = (name: string, deployedBy?: string) => ({
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: {
      name,
      ...(deployedBy && {
        annotations: {
          'argocd.argoproj.io/tracking-id': `${deployedBy}:batch/CronJob:x/${name}`,
        },
      }),
    },
    spec: {
      schedule: '0 3 * * *',
      jobTemplate: {
        spec: {
          template: { ...pod, spec: { ...pod.spec, restartPolicy: 'Never' } },
        },
      },
    },
  });

  beforeAll(async () => {
    await makeNamespaces(clients, mine, other);
    for (const [path, object] of [
      [deployments(mine.namespace), deployment],
      [deployments(other.namespace), deployment],
      [cronJobs(mine), cronJob('nightly', `cairn-${mine.name}--web`)],
      [cronJobs(mine), cronJob('foreign', `cairn-${other.name}--web`)],
      [cronJobs(mine), cronJob('by-hand')],
    ] as const) {
      const made = await admin.send('POST', path, object);
      if (made.status !== 201) {
        throw new Error(made.message);
      }
    }
    stale = await newWorker(clients, mine);
    worker = await newWorker(clients, mine);
  });

  afterAll(async () => {
    await worker.release();
    await Promise.all([stale.close(), worker.close()]);
    await removeNamespaces(clients, mine, other);
    await clients.close();
  });

  const scale = (namespace: string) =>
    [
      'PATCH',
      `${deployments(namespace)}/web/scale`,
      { spec: { replicas: 1 } },
      MERGE,
    ] as const;

  it('lets a run of the environment say how many pods there are', async () => {
    expect(await worker.send(...scale(mine.namespace))).toMatchObject({
      status: 200,
    });
  });

  it('lets nobody else', async () => {
    // By now admission knows that the other one is stale.
    await worker.send(...scale(mine.namespace));
    expectRefused(
      await stale.sendOnce(...scale(mine.namespace)),
      'holds no longer',
    );
    expectRefused(
      await writer.send(...scale(mine.namespace)),
      'says which run it is of',
    );
    expectRefused(
      await worker.send(...scale(other.namespace)),
      'may not change one of',
    );
    expectRefused(
      // Tried out without being a run, so that only this policy judges it.
      await writer.send(
        'PATCH',
        `${deployments('larkfield-cart-api')}/cart-api/scale${DRY}`,
        { spec: { replicas: 0 } },
        MERGE,
      ),
      'is no namespace of one',
    );
  });

  it('lets no run change anything else of what is deployed', async () => {
    const path = `${deployments(mine.namespace)}/web`;
    expectRefused(
      await worker.send('PATCH', path, { spec: { replicas: 1 } }, MERGE),
      'An object of an environment carries',
    );
    expectRefused(
      await worker.send(
        'PATCH',
        path,
        { metadata: { labels: mine.labels }, spec: { paused: true } },
        MERGE,
      ),
      'is not of this environment',
    );
    expectForbidden(
      await worker.send(
        'PATCH',
        `${path}/status`,
        { status: { replicas: 1 } },
        MERGE,
      ),
    );
  });

  const suspend = (name: string, change: object = {}, metadata: object = {}) =>
    [
      'PATCH',
      `${cronJobs(mine)}/${name}`,
      { metadata, spec: { suspend: true, ...change } },
      MERGE,
    ] as const;

  it("lets a run suspend a CronJob of the environment's applications, and nothing else of it", async () => {
    expect(await worker.send(...suspend('nightly'))).toMatchObject({
      status: 200,
    });
    for (const change of [
      { schedule: '* * * * *' },
      { timeZone: 'Etc/UTC' },
      {
        jobTemplate: {
          spec: { template: { spec: { serviceAccountName: 'admin' } } },
        },
      },
    ]) {
      expectRefused(
        await worker.send(...suspend('nightly', change)),
        'only whether it is suspended',
      );
    }
    for (const metadata of [
      { labels: { a: 'b' } },
      { annotations: { a: 'b' } },
      { finalizers: ['example.com/a'] },
    ]) {
      expectRefused(
        await worker.send(...suspend('nightly', {}, metadata)),
        'only whether it is suspended',
      );
    }
    expectRefused(
      await stale.sendOnce(...suspend('nightly')),
      'holds no longer',
    );
  });

  it('lets no run suspend what another application, or somebody, made', async () => {
    expectRefused(
      await worker.send(...suspend('foreign')),
      'Another application than one of this environment',
    );
    expectRefused(
      await worker.send(...suspend('by-hand')),
      'An object of an environment carries',
    );
  });

  it('lets an application leave alone what sleep changes, and nothing more', async () => {
    const ignoring = (...ignoreDifferences: object[]) =>
      worker.send(
        'POST',
        `${APPLICATIONS}${DRY}`,
        application(mine, { ignoreDifferences }),
      );
    const replicas = {
      group: 'apps',
      kind: 'Deployment',
      jsonPointers: ['/spec/replicas'],
    };
    const suspended = {
      group: 'batch',
      kind: 'CronJob',
      jsonPointers: ['/spec/suspend'],
    };
    expect(await ignoring(replicas, suspended)).toMatchObject({ status: 201 });
    for (const more of [
      { ...replicas, jsonPointers: ['/spec/template'] },
      { ...replicas, jsonPointers: ['/spec/replicas', '/spec/template'] },
      { ...replicas, jqPathExpressions: ['.spec.template'] },
      { ...replicas, managedFieldsManagers: ['kubectl'] },
      { ...replicas, group: '*' },
      { kind: 'ConfigMap', jsonPointers: ['/data'] },
      { ...suspended, jsonPointers: ['/spec/replicas'] },
    ]) {
      expectRefused(await ignoring(replicas, more), 'hides no differences but');
    }
  });
});
