import { ConflictError, ServiceUnavailableError } from '@backstage/errors';
import {
  isSuccess,
  nameOf,
  redactText,
  statusError,
  waitFor,
  type Clusters,
  type KubernetesClient,
  type Look,
} from '@cairn/plugin-clusters-node';
import type { ResourceRef } from '@cairn/plugin-environments-common';
import {
  readinessOf,
  type EffectContext,
} from '@cairn/plugin-environments-node';
import {
  complaintsOf,
  parseApplication,
  type Application,
  type DeployedResource,
} from './applicationStatus';

/** Names our step in the information of an operation. */
const STEP = 'cairn.dev/step';
const WAIT_MS = 300_000;
const COMMIT = /^[0-9a-f]{40}$/;
const MAX_NAMED = 3;

type Operation = { info?: Array<{ name: string; value: string }> | null };

/**
 * Has Argo CD deploy an application, once per step, and waits until what runs is what was asked for. An operation is set by a
 * patch that fails while another one runs: one set by other means can vanish, or run twice.
 */
export class ApplicationSync {
  readonly #clusters: Clusters;
  readonly #timeoutMs: number;

  constructor(options: { clusters: Clusters; timeoutMs?: number }) {
    this.#clusters = options.clusters;
    this.#timeoutMs = options.timeoutMs ?? WAIT_MS;
  }

  /**
   * @throws ConflictError where the application is another one or gone, or Argo CD says that deploying failed.
   * @throws ServiceUnavailableError where it is not there in time.
   */
  async sync(
    ref: ResourceRef,
    uid: string,
    context: EffectContext,
  ): Promise<void> {
    const client = this.#clusters.get(ref.cluster).writer;
    await waitFor<void>(
      async () => {
        const live = await client.get(ref, context);
        const application = live && parseApplication(live);
        if (!application || live.metadata.uid !== uid) {
          throw new ConflictError(
            `${nameOf(
              ref,
            )} was deleted or replaced by somebody else while Argo CD deployed it`,
          );
        }
        return this.#look(client, ref, application, context);
      },
      {
        what: `Argo CD to deploy ${ref.name}`,
        timeoutMs: this.#timeoutMs,
        signal: context.signal,
        progress: context.progress,
      },
    );
  }

  async #look(
    client: KubernetesClient,
    ref: ResourceRef,
    application: Application,
    context: EffectContext,
  ): Promise<Look<void>> {
    const { operation, status } = application;
    const state = status.operationState;
    if (state && isOurs(state.operation, context)) {
      return state.finishedAt
        ? this.#afterSync(client, ref, application)
        : waiting(state.message ?? 'it is applying the objects');
    }
    if (isOurs(operation, context)) {
      return waiting(
        complaintsOf(application) ||
          'it has not begun yet; see whether its application controller runs',
      );
    }
    if (operation || (state && !state.finishedAt)) {
      return waiting('another deployment of it is still running');
    }
    await start(client, ref, context);
    return waiting('asked it to');
  }

  async #afterSync(
    client: KubernetesClient,
    ref: ResourceRef,
    application: Application,
  ): Promise<Look<void>> {
    const { operationState: state, sync, health } = application.status;
    if (state?.phase !== 'Succeeded') {
      throw new ConflictError(
        `Argo CD could not deploy ${ref.name}: ${whyFailed(application)}`,
      );
    }
    const deployed = state.syncResult?.revision;
    const { targetRevision } = application.spec.source;
    if (COMMIT.test(targetRevision) && deployed !== targetRevision) {
      throw new ConflictError(
        `Argo CD deployed ${deployed} of ${ref.name} instead of ${targetRevision}`,
      );
    }
    if (sync.status !== 'Synced' || sync.revision !== deployed) {
      return waiting(
        complaintsOf(application) ||
          `it says ${sync.status} after it applied ${deployed?.slice(0, 8)}`,
      );
    }
    if (health.status === 'Healthy') {
      return { done: true, value: undefined };
    }
    const unready = await this.#unready(client, application.status.resources);
    return waiting([`it is ${health.status}`, ...unready].join('; '));
  }

  /** Argo CD keeps no reason per object in the application, so the objects themselves are asked. */
  async #unready(
    client: KubernetesClient,
    resources: DeployedResource[],
  ): Promise<string[]> {
    const found: string[] = [];
    for (const resource of resources) {
      const ref = refOfDeployed(resource);
      const live = await client.get(ref).catch(error => {
        // The writer may not be allowed to read every kind; what is not seen is not named.
        if (error instanceof ServiceUnavailableError) {
          throw error;
        }
        return undefined;
      });
      const { status, message } = live
        ? readinessOf(live)
        : { status: 'Ready', message: '' };
      if (status !== 'Ready') {
        found.push(`${ref.kind} ${ref.name}: ${message}`);
      }
      if (found.length >= MAX_NAMED) {
        break;
      }
    }
    return found;
  }
}

/** Where an object that an application deploys is. */
export function refOfDeployed(resource: DeployedResource) {
  return {
    apiVersion: resource.group
      ? `${resource.group}/${resource.version}`
      : resource.version,
    kind: resource.kind,
    ...(resource.namespace && { namespace: resource.namespace }),
    name: resource.name,
  };
}

async function start(
  client: KubernetesClient,
  ref: ResourceRef,
  context: EffectContext,
): Promise<void> {
  const response = await client.request({
    method: 'PATCH',
    path: await client.pathOf(ref),
    contentType: 'application/json-patch+json',
    body: [
      { op: 'test', path: '/operation', value: null },
      {
        op: 'add',
        path: '/operation',
        value: {
          initiatedBy: { username: 'cairn' },
          info: [{ name: STEP, value: context.operationId }],
          sync: { prune: true },
        },
      },
    ],
    signal: context.signal,
  });
  // Somebody was faster: the next look sees whose it is.
  const isBusy = response.status === 422 || response.status === 409;
  if (!isSuccess(response) && !isBusy) {
    throw statusError(response, `have Argo CD deploy ${ref.name}`);
  }
}

function isOurs(
  operation: Operation | null | undefined,
  context: EffectContext,
): boolean {
  return (operation?.info ?? []).some(
    ({ name, value }) => name === STEP && value === context.operationId,
  );
}

function whyFailed(application: Application): string {
  const state = application.status.operationState;
  const failed = (state?.syncResult?.resources ?? [])
    .filter(
      ({ status, hookPhase }) =>
        status === 'SyncFailed' ||
        hookPhase === 'Failed' ||
        hookPhase === 'Error',
    )
    .slice(0, MAX_NAMED)
    .map(({ kind, name, message }) => `${kind} ${name}: ${message}`);
  return redactText(
    failed.join('; ') ||
      complaintsOf(application) ||
      state?.message ||
      'it gave no reason',
  );
}

function waiting(why: string): Look<void> {
  return { done: false, why: redactText(why) };
}
