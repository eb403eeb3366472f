import type { PermissionsService } from '@backstage/backend-plugin-api';
import type { EventParams, EventsService } from '@backstage/plugin-events-node';
import type {
  NotificationSendOptions,
  NotificationService,
} from '@backstage/plugin-notifications-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  ClusterUnavailableError,
  type Cluster,
  type Clusters,
  type KubernetesObject,
  type KubernetesRequest,
  type KubernetesResponse,
  type ObjectRef,
} from '@cairn/plugin-clusters-node';
import type {
  EnvironmentPolicyInput,
  Verdict,
} from '@cairn/plugin-policy-common';
import {
  PolicyUnavailableError,
  type PolicyService,
} from '@cairn/plugin-policy-node';
import { NotFoundError } from '@backstage/errors';
import { environmentConditions } from '@cairn/plugin-environments-node';
import { isRecord } from '@cairn/plugin-portal-common';

/** Decides as it is told, and keeps what it was asked. */
export class FakePolicy implements PolicyService {
  readonly asked: EnvironmentPolicyInput[] = [];
  verdict: Verdict | undefined = {
    allowed: true,
    revision: 'r1',
    rules: [{ id: 'environment.owner-exists', passed: true }],
    violations: [],
  };

  async decide(input: EnvironmentPolicyInput): Promise<Verdict> {
    this.asked.push(input);
    if (!this.verdict) {
      throw new PolicyUnavailableError('Policy does not answer');
    }
    return this.verdict;
  }

  async decideManifests(): Promise<Verdict> {
    throw new PolicyUnavailableError('Nothing here asks about manifests');
  }

  async status() {
    return { version: '1.22.0', revision: 'r1', rules: [] };
  }
}

/** One cluster `local` that says who it is and takes fencing tokens, and nothing else. */
export class FakeClusters implements Clusters {
  identity = 'cluster-1';
  /** Fencing tokens by environment, as runs wrote them. */
  readonly tokens = new Map<string, string | null>();
  /** Whether the cluster gives no answer whenever a token is to be taken away. */
  keepsTokens = false;
  /** Why the cluster cannot be reached; undefined while it can. */
  away: string | undefined;

  list() {
    return [{ name: 'local', title: 'Local', simulated: true }];
  }

  get(name: string): Cluster {
    if (name !== 'local') {
      throw new NotFoundError(`There is no cluster '${name}'`);
    }
    const refuse = async () => {
      throw new Error('not part of this test');
    };
    const refuseToStream = () => {
      throw new Error('not part of this test');
    };
    const client = {
      pages: refuseToStream,
      watch: refuseToStream,
      request: async (request: KubernetesRequest) => this.#fence(request),
      pathOf: refuse,
      get: async (ref: ObjectRef) => this.#get(ref),
      list: refuse,
      identity: async () => this.identity,
      version: async () => 'v1.36.0',
    };
    return {
      name,
      title: 'Local',
      simulated: true,
      writer: client,
      reader: client,
      readerAccess: refuse,
    };
  }

  #get({ name }: ObjectRef): KubernetesObject {
    if (this.away) {
      throw new ClusterUnavailableError(this.away);
    }
    if (name !== 'cairn-fence') {
      throw new Error('not part of this test');
    }
    return {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name },
      data: Object.fromEntries(
        [...this.tokens].filter(([, token]) => token !== null),
      ),
    };
  }

  #fence({ method, path, body }: KubernetesRequest): KubernetesResponse {
    if (path.endsWith('/configmaps/cairn-fence') && isRecord(body)) {
      for (const [key, value] of Object.entries(
        isRecord(body.data) ? body.data : {},
      )) {
        if (value === null && this.keepsTokens) {
          throw new ClusterUnavailableError('no answer');
        }
        this.tokens.set(key, typeof value === 'string' ? value : null);
      }
    } else if (method !== 'POST' || path !== '/api/v1/namespaces') {
      throw new Error(`${method} ${path} is not part of this test`);
    }
    return { status: 200, warnings: [], body: {} };
  }
}

/** Groups of the people in the tests. */
export const claims: Record<string, string[]> = {
  'user:default/amara.okafor': [
    'user:default/amara.okafor',
    'group:default/checkout-team',
  ],
  'user:default/tomas.lindqvist': [
    'user:default/tomas.lindqvist',
    'group:default/payments-team',
  ],
};

/** Decides as the portal's policy: what one's group owns, and reading for everybody unless a test says otherwise. */
export class FakePermissions implements PermissionsService {
  everybodyReads = true;

  /** Entity refs of those who may read the whole ledger. */
  readonly auditors = new Set<string>();

  async authorize(
    ...[requests, options]: Parameters<PermissionsService['authorize']>
  ): ReturnType<PermissionsService['authorize']> {
    return requests.map(({ permission }) => ({
      result:
        permission.name === 'environment.audit' &&
        this.auditors.has(userOf(options))
          ? AuthorizeResult.ALLOW
          : AuthorizeResult.DENY,
    }));
  }

  async authorizeConditional(
    ...[queries, options]: Parameters<
      PermissionsService['authorizeConditional']
    >
  ): ReturnType<PermissionsService['authorizeConditional']> {
    return queries.map(({ permission }) => {
      if (
        permission.name === 'environment.approve' ||
        (permission.name === 'environment.read' && this.everybodyReads)
      ) {
        return { result: AuthorizeResult.ALLOW };
      }
      return {
        result: AuthorizeResult.CONDITIONAL,
        pluginId: 'environments',
        resourceType: 'environment',
        conditions: environmentConditions.isEnvironmentOwner({
          claims: claims[userOf(options)] ?? [],
        }),
      };
    });
  }
}

/** Empty where nobody, or no person, asks. */
function userOf(
  options: Parameters<PermissionsService['authorize']>[1],
): string {
  const principal =
    options && 'credentials' in options
      ? options.credentials.principal
      : undefined;
  return isRecord(principal) && typeof principal.userEntityRef === 'string'
    ? principal.userEntityRef
    : '';
}

/** Keeps what people would be notified of. */
export class FakeNotifications implements NotificationService {
  readonly sent: NotificationSendOptions[] = [];

  async send(options: NotificationSendOptions): Promise<void> {
    this.sent.push(options);
  }
}

/** Keeps events, and lets a test wait for one. */
export class RecordedEvents implements EventsService {
  readonly events: EventParams[] = [];
  #waiting: Array<() => void> = [];

  async publish(event: EventParams): Promise<void> {
    this.events.push(event);
    this.#waiting.forEach(check => check());
  }

  async subscribe(): Promise<void> {}

  /** Waits until an environment was told to be in a state. */
  async environment(name: string, state: string): Promise<void> {
    const isTold = () =>
      this.events.some(
        ({ eventPayload }) =>
          isRecord(eventPayload) &&
          eventPayload.environment === name &&
          eventPayload.state === state,
      );
    await new Promise<void>(resolve => {
      const check = () => {
        if (isTold()) {
          this.#waiting = this.#waiting.filter(one => one !== check);
          resolve();
        }
      };
      this.#waiting.push(check);
      check();
    });
  }
}
