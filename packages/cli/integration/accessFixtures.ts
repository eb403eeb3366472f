import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { ClusterClient, type ClusterAnswer } from './clusterClient';
import { testPlatform } from './testPlatform';

/** An environment as Cairn would label it. */
export function environment(prefix: string) {
  const id = randomUUID();
  const name = `${prefix}-${id.slice(0, 8)}`;
  return {
    id,
    name,
    namespace: `env-${name}`,
    labels: {
      'app.kubernetes.io/managed-by': 'cairn',
      'cairn.dev/environment': id,
      'cairn.dev/environment-name': name,
      'cairn.dev/component': 'namespace',
    },
  };
}

/** See {@link environment}. */
export type Environment = ReturnType<typeof environment>;
/** Labels of an object. */
export type Labels = Record<string, string>;

/** What a namespace must enforce. */
export const RESTRICTED = {
  'pod-security.kubernetes.io/enforce': 'restricted',
};

/** Its namespace. */
export function namespace(
  env: Environment,
  change: { name?: string; labels?: Labels } = {},
) {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: change.name ?? env.namespace,
      labels: change.labels ?? { ...env.labels, ...RESTRICTED },
    },
  };
}

/** A harmless object. */
export function configMap(labels: Labels, name = 'settings') {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, labels } };
}

/** A project of Argo CD that an environment may have, changed as told. */
export function project(
  env: Environment,
  spec: object = {},
  metadata: object = {},
) {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: {
      name: `cairn-${env.name}`,
      namespace: 'argocd',
      labels: env.labels,
      ...metadata,
    },
    spec: {
      sourceRepos: ['http://git.example/larkfield/cart-api.git'],
      destinations: [
        { server: 'https://kubernetes.default.svc', namespace: env.namespace },
      ],
      clusterResourceWhitelist: [],
      namespaceResourceWhitelist: [
        { group: 'apps', kind: 'Deployment' },
        { group: '', kind: 'Service' },
      ],
      ...spec,
    },
  };
}

/** An application of Argo CD that an environment may have, changed as told. */
export function application(
  env: Environment,
  spec: object = {},
  metadata: object = {},
) {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      name: `cairn-${env.name}-cart-api`,
      namespace: 'argocd',
      labels: env.labels,
      ...metadata,
    },
    spec: {
      project: `cairn-${env.name}`,
      source: {
        repoURL: 'http://git.example/larkfield/cart-api.git',
        path: 'deploy/base',
      },
      destination: {
        server: 'https://kubernetes.default.svc',
        namespace: env.namespace,
      },
      ...spec,
    },
  };
}

export const PROJECTS =
  '/apis/argoproj.io/v1alpha1/namespaces/argocd/appprojects';
export const APPLICATIONS =
  '/apis/argoproj.io/v1alpha1/namespaces/argocd/applications';
/** Query of a request that is checked and not carried out. */
export const DRY = '?dryRun=All';

/** Refused by an admission policy of ours, with these words. */
export function expectRefused(
  answer: ClusterAnswer,
  words: string | RegExp,
): void {
  expect(answer).toMatchObject({
    status: 422,
    message:
      typeof words === 'string'
        ? expect.stringContaining(words)
        : expect.stringMatching(words),
  });
  expect(answer.message).toMatch(/ValidatingAdmissionPolicy 'cairn-writer-/);
}

/** Refused by role, before admission. */
export function expectForbidden(answer: ClusterAnswer): void {
  expect(answer).toMatchObject({
    status: 403,
    message: expect.stringContaining('is forbidden'),
  });
  expect(answer.message).not.toContain('ValidatingAdmissionPolicy');
}

/** Group of Kubernetes' own access control. */
export const RBAC = 'rbac.authorization.k8s.io';

/** The cluster as its administrator and as each of Cairn's accounts sees it. */
export function clusterClients() {
  const { kubeconfig } = testPlatform();
  const admin = new ClusterClient(kubeconfig.admin);
  const writer = new ClusterClient(kubeconfig.writer);
  const reader = new ClusterClient(kubeconfig.reader);
  return {
    admin,
    writer,
    reader,
    close: () =>
      Promise.all([admin, writer, reader].map(client => client.close())),
  };
}

type Clients = ReturnType<typeof clusterClients>;

/** Makes the environments' namespaces, as the administrator: the writer changes an environment only in a run. */
export async function makeNamespaces(
  { admin }: Clients,
  ...environments: Environment[]
): Promise<void> {
  for (const each of environments) {
    expect(
      await admin.send('POST', '/api/v1/namespaces', namespace(each)),
    ).toMatchObject({ status: 201 });
  }
}

/** Takes them away again, whoever made what is in them. */
export async function removeNamespaces(
  { admin }: Clients,
  ...environments: Environment[]
): Promise<void> {
  for (const each of environments) {
    await admin.send('DELETE', `/api/v1/namespaces/${each.namespace}`);
  }
}

export const FENCE = '/api/v1/namespaces/cairn-system/configmaps/cairn-fence';
const MERGE = 'application/merge-patch+json';

const fenceSchema = z.object({
  data: z.record(z.string(), z.string()).optional(),
});

/** The writer as the worker of a run of an environment. */
export class RunWorker {
  readonly #client: ClusterClient;
  readonly environment: Environment;
  readonly token: string;

  constructor(env: Environment, token: number) {
    this.environment = env;
    this.token = String(token);
    this.#client = new ClusterClient(testPlatform().kubeconfig.writer, {
      'Impersonate-User': 'system:serviceaccount:cairn-system:cairn-writer',
      'Impersonate-Extra-cairn.dev%2Fenvironment': env.id,
      'Impersonate-Extra-cairn.dev%2Ffence': this.token,
    });
  }

  /** Writes its token down. */
  raise(): Promise<ClusterAnswer> {
    return this.write({
      [this.environment.id]: this.token,
      highest: this.token,
    });
  }

  /** Takes its token away. */
  release(): Promise<ClusterAnswer> {
    return this.write({ [this.environment.id]: null });
  }

  /** Changes the ConfigMap with the tokens. */
  write(data: Record<string, string | null>): Promise<ClusterAnswer> {
    return this.#client.send('PATCH', FENCE, { data }, MERGE);
  }

  /** Admission learns of a token a moment after it was written; a refusal for it is tried again for a while. */
  async send(
    ...request: Parameters<ClusterClient['send']>
  ): Promise<ClusterAnswer> {
    const deadline = Date.now() + 5_000;
    for (;;) {
      const answer = await this.sendOnce(...request);
      if (
        !answer.message.includes("'cairn-writer-fence'") ||
        Date.now() > deadline
      ) {
        return answer;
      }
    }
  }

  sendOnce(
    ...request: Parameters<ClusterClient['send']>
  ): Promise<ClusterAnswer> {
    return this.#client.send(...request);
  }

  close(): Promise<void> {
    return this.#client.close();
  }
}

/** The highest token that the cluster has seen. */
export async function highestToken({ admin }: Clients): Promise<number> {
  const { body } = await admin.send('GET', FENCE);
  return Number(fenceSchema.parse(body).data?.highest ?? 0);
}

/** A worker whose token is the newest. */
export async function newWorker(
  clients: Clients,
  env: Environment,
): Promise<RunWorker> {
  const worker = new RunWorker(env, (await highestToken(clients)) + 1);
  expect(await worker.raise()).toMatchObject({ status: 200 });
  return worker;
}
