import {
  isSuccess,
  kubernetesObjectSchema,
  statusError,
  type Cluster,
  type Clusters,
  type KubernetesClient,
  type KubernetesObject,
  type KubernetesRequest,
  type KubernetesResponse,
  type ObjectRef,
} from '@cairn/plugin-clusters-node';
import type {
  FieldChange,
  PlannedChange,
} from '@cairn/plugin-environments-common';
import { z } from 'zod';
import { ArgoCdEngine } from './ArgoCdEngine';
import { IN_CLUSTER } from './config';
import { judgePlan } from './judgePlan';
import { ApplicationChildren } from './ApplicationChildren';
import { Workloads } from './Workloads';

const NOTE = 'cairn.dev/before-sleep';
const NOTE_PATH = '/metadata/annotations/cairn.dev~1before-sleep';
const WEB_REPLICAS = '/status/resources/Deployment/web/spec/replicas';
const signal = new AbortController().signal;
const answer = (status: number, body: unknown = {}): KubernetesResponse => ({
  status,
  warnings: [],
  body,
});

const application = (
  annotations: Record<string, string> = {},
  status: Record<string, unknown> = {},
): KubernetesObject => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: {
    name: 'cairn-shop-web',
    namespace: 'argocd',
    uid: 'app-1',
    resourceVersion: '7',
    labels: {
      'app.kubernetes.io/managed-by': 'cairn',
      'cairn.dev/environment': 'env-1',
    },
    annotations: { team: 'shop', ...annotations },
  },
  spec: {
    source: { targetRevision: 'main' },
    destination: { namespace: 'env-shop', server: IN_CLUSTER },
  },
  status: {
    reconciledAt: '2026-01-01T00:00:00Z',
    sourceType: 'Directory',
    health: { status: 'Healthy' },
    sync: { status: 'Synced', revision: 'a' },
    history: [{ revision: 'a' }],
    resources: [
      {
        group: 'apps',
        version: 'v1',
        kind: 'Deployment',
        namespace: 'env-shop',
        name: 'web',
        status: 'Synced',
      },
    ],
    ...status,
  },
});
const web = (replicas: number, trackingId?: string): KubernetesObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {
    name: 'web',
    namespace: 'env-shop',
    uid: 'web-1',
    resourceVersion: '1',
    ...(trackingId && {
      annotations: { 'argocd.argoproj.io/tracking-id': trackingId },
    }),
  },
  spec: { replicas },
  status: { replicas },
});
const TRACKED = 'cairn-shop-web:apps/Deployment:env-shop/web';
const DRIFTED = {
  sync: { status: 'OutOfSync', revision: 'a' },
  resources: [
    {
      group: 'apps',
      version: 'v1',
      kind: 'Deployment',
      namespace: 'env-shop',
      name: 'web',
      status: 'OutOfSync',
    },
  ],
};

/** One cluster with an application and what it deployed. Scaling works, and an application is taken as it is applied. */
class FakeCluster implements Clusters {
  live: Record<string, KubernetesObject | undefined>;
  readonly written: KubernetesRequest[] = [];
  /** Answers to the next writes, before any is done. */
  readonly refusals: number[] = [];
  /** What the reader is answered instead of an object. */
  readerStatus = 200;

  constructor(...objects: KubernetesObject[]) {
    this.live = Object.fromEntries(objects.map(one => [one.kind, one]));
  }

  list() {
    return [];
  }

  get(name: string): Cluster {
    const refuse = () => {
      throw new Error('not part of this test');
    };
    const client: KubernetesClient = {
      pages: refuse,
      watch: refuse,
      list: refuse,
      identity: async () => 'cluster-1',
      version: async () => 'v1.36.0',
      pathOf: async ({ kind, name: of }: { kind: string; name?: string }) =>
        `/${kind}/${of}`,
      get: async ({ kind }: ObjectRef) => this.live[kind],
      request: async request => this.#write(request),
    };
    const reader: KubernetesClient = {
      ...client,
      get: async ({ kind }: ObjectRef) => {
        const response = answer(this.readerStatus, {
          reason: 'InternalError',
          message: 'refused',
        });
        if (!isSuccess(response)) {
          throw statusError(response, `read ${kind}`);
        }
        return this.live[kind];
      },
    };
    return {
      name,
      title: name,
      simulated: true,
      writer: client,
      reader,
      readerAccess: refuse,
    };
  }

  #write(request: KubernetesRequest): KubernetesResponse {
    this.written.push(request);
    const refusal = this.refusals.shift();
    if (refusal !== undefined) {
      return answer(refusal, { reason: 'Conflict' });
    }
    if (request.path.endsWith('/scale')) {
      const { spec } = z
        .object({ spec: z.object({ replicas: z.int() }) })
        .parse(request.body);
      this.live.Deployment = {
        ...web(spec.replicas, TRACKED),
        status: { replicas: spec.replicas },
      };
      return answer(200);
    }
    if (request.contentType === 'application/json-patch+json') {
      // Argo CD deploys at once.
      const operation = z
        .array(z.looseObject({ op: z.string(), path: z.string() }))
        .parse(request.body)
        .find(({ op, path }) => op === 'add' && path === '/operation')?.value;
      const { metadata, status, ...rest } = application();
      this.live.Application = {
        ...rest,
        metadata: this.live.Application?.metadata ?? metadata,
        status: {
          ...Object(status),
          operationState: {
            phase: 'Succeeded',
            finishedAt: '2026-01-01T00:00:01Z',
            operation,
            syncResult: { revision: 'a' },
          },
        },
      };
      return answer(200);
    }
    const applied = kubernetesObjectSchema.parse(request.body);
    this.live.Application = { ...this.live.Application, ...applied };
    return answer(200, this.live.Application);
  }

  /** How many pods it was scaled to, one after the other. */
  get scaled(): unknown[] {
    return this.written
      .filter(({ path }) => path.endsWith('/scale'))
      .map(({ body }) => Object(body).spec.replicas);
  }
}

const instance = {
  name: 'local',
  cluster: 'local',
  namespace: 'argocd',
  url: 'http://argocd.localhost',
  tokenFile: '/nowhere',
  webUrl: 'http://argocd.localhost',
  destinations: new Map([['local', { server: IN_CLUSTER }]]),
};
const engineOn = (clusters: Clusters) =>
  new ArgoCdEngine({ clusters, instances: [instance], syncTimeoutMs: 5_000 });
const ref = {
  cluster: 'local',
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  namespace: 'argocd',
  name: 'cairn-shop-web',
};
const bare = (annotations?: Record<string, string>): KubernetesObject => {
  const { apiVersion, kind, metadata, spec } = application();
  const { name, namespace, labels } = metadata;
  return {
    apiVersion,
    kind,
    metadata: {
      name,
      namespace,
      labels,
      annotations: { team: 'shop', ...annotations },
    },
    spec,
  };
};
const change = (
  object: KubernetesObject,
  fields: FieldChange[],
): PlannedChange => ({
  index: 0,
  component: 'application',
  engine: 'argocd',
  operation: 'update',
  ref,
  liveUid: 'app-1',
  object,
  fields,
  warnings: [],
});
const context = {
  environmentId: 'env-1',
  fence: { environmentId: 'env-1', token: 1 },
  clusterIdentities: new Map<string, string>(),
  operationId: 'step-1',
  signal,
  progress: () => undefined,
};
const hibernated = async (clusters: Clusters) => {
  const [{ object }] = await engineOn(clusters).hibernated(
    [{ component: 'application', engine: 'argocd', ref, object: bare() }],
    { signal },
  );
  return kubernetesObjectSchema.parse(object).metadata.annotations ?? {};
};
const waking = (note: string): FieldChange[] => [
  { path: NOTE_PATH, before: note },
  { path: WEB_REPLICAS, before: 0, after: 3 },
];

describe('putting to sleep what Kustomize does not render', () => {
  it('notes what runs', async () => {
    const cluster = new FakeCluster(application(), web(3, TRACKED));
    expect(await hibernated(cluster)).toMatchObject({
      [NOTE]: '{"Deployment/web":3}',
    });
  });

  it.each([429, 500, 503])(
    'does not take an answer %s for one about what was deployed',
    async status => {
      const cluster = new FakeCluster(application(), web(3, TRACKED));
      cluster.readerStatus = status;
      await expect(hibernated(cluster)).rejects.toMatchObject({
        httpStatus: status,
      });
    },
  );

  it('says that what was deployed may not be read', async () => {
    const cluster = new FakeCluster(application(), web(3, TRACKED));
    cluster.readerStatus = 403;
    const annotations = await hibernated(cluster);
    expect(annotations['cairn.dev/cannot-sleep']).toContain('cannot be read');
    expect(annotations).not.toHaveProperty([NOTE]);
  });

  it('does not take what says of no application that it deployed it', async () => {
    const cluster = new FakeCluster(application(), web(3));
    expect((await hibernated(cluster))['cairn.dev/cannot-sleep']).toContain(
      'Deployment web cannot be put to sleep',
    );
  });

  it('neither wakes nor writes what cannot be put to sleep', async () => {
    const cluster = new FakeCluster(
      application({ [NOTE]: '{"Deployment/web":3}' }),
      web(0, TRACKED),
    );
    const marked = bare({ 'cairn.dev/cannot-sleep': 'DaemonSet agent' });
    await expect(
      engineOn(cluster).apply(
        change(marked, waking('{"Deployment/web":3}')),
        context,
      ),
    ).rejects.toThrow('cannot be applied: DaemonSet agent');
    expect(cluster.written).toEqual([]);
  });
});

describe('waking it', () => {
  const note = '{"Deployment/web":3}';

  it('gives back what the plan says', async () => {
    const cluster = new FakeCluster(
      application({ [NOTE]: note }),
      web(0, TRACKED),
    );
    await engineOn(cluster).apply(change(bare(), waking(note)), context);
    expect(cluster.scaled).toEqual([3]);
  });

  it.each(['{"Deployment/web":90}', '{}'])(
    'scales nothing where the note was changed to %s since the plan',
    async changed => {
      const cluster = new FakeCluster(
        application({ [NOTE]: changed }),
        web(0, TRACKED),
      );
      await expect(
        engineOn(cluster).apply(change(bare(), waking(note)), context),
      ).rejects.toThrow('was changed since it was planned; plan again');
      expect(cluster.written).toEqual([]);
    },
  );

  it('leaves alone what another object than the planned one says', async () => {
    const live = application({ [NOTE]: note });
    const cluster = new FakeCluster(
      { ...live, metadata: { ...live.metadata, uid: 'app-2' } },
      web(0, TRACKED),
    );
    await expect(
      engineOn(cluster).apply(change(bare(), waking(note)), context),
    ).rejects.toThrow('was replaced by another object');
    expect(cluster.scaled).toEqual([]);
  });

  it('waits a moment when somebody else writes at the same time', async () => {
    const cluster = new FakeCluster(
      application({ [NOTE]: note }),
      web(0, TRACKED),
    );
    cluster.refusals.push(409, 409, 409);
    const begun = performance.now();
    await engineOn(cluster).apply(change(bare(), waking(note)), context);
    expect(cluster.scaled).toEqual([3, 3, 3, 3]);
    // Half of 50, 100 and 200 at the least.
    expect(performance.now() - begun).toBeGreaterThan(170);
  });
});

describe('a plan of it', () => {
  const judged = (cluster: FakeCluster, object: KubernetesObject) =>
    judgePlan(
      { ...change(object, []), operation: 'unchanged' },
      {
        clusters: cluster,
        workloads: new Workloads({
          clusters: cluster,
          children: new ApplicationChildren({
            clusters: cluster,
            instances: [instance],
          }),
        }),
        context: { environmentId: 'env-1', namespace: 'env-shop', signal },
      },
    );

  it.each(['{"Deployment/web":true}', '{"Deployment/web":-1}', 'x'])(
    'takes no number of pods from %s',
    async note => {
      const cluster = new FakeCluster(
        application({ [NOTE]: note }),
        web(0, TRACKED),
      );
      expect(await judged(cluster, bare())).toMatchObject({ fields: [] });
    },
  );

  it('names what somebody changed while it sleeps', async () => {
    const note = { [NOTE]: '{"Deployment/web":3}' };
    const cluster = new FakeCluster(
      application(note, DRIFTED),
      web(0, TRACKED),
    );
    expect(await judged(cluster, bare(note))).toMatchObject({
      operation: 'update',
      fields: [
        {
          path: '/status/resources/Deployment/web',
          before: 'OutOfSync',
          after: 'Synced',
        },
      ],
    });
  });

  it('does not name what a newer commit brings while it sleeps', async () => {
    const note = { [NOTE]: '{"Deployment/web":3}' };
    const cluster = new FakeCluster(
      application(note, {
        ...DRIFTED,
        sync: { status: 'OutOfSync', revision: 'b' },
      }),
      web(0, TRACKED),
    );
    expect(await judged(cluster, bare(note))).toMatchObject({
      operation: 'unchanged',
      fields: [],
    });
  });

  it('is carried out with the commit that was deployed, and wakes nothing', async () => {
    const note = { [NOTE]: '{"Deployment/web":3}' };
    const cluster = new FakeCluster(
      application(note, DRIFTED),
      web(0, TRACKED),
    );
    const plan = await judged(cluster, bare(note));
    await engineOn(cluster).apply({ ...plan, index: 0 }, context);
    expect(cluster.written).toHaveLength(1);
    expect(JSON.stringify(cluster.written[0].body)).toContain(
      '"sync":{"prune":true,"revision":"a","syncOptions":["RespectIgnoreDifferences=true"]}',
    );
  });
});
