import {
  isSuccess,
  refOf,
  statusError,
  type KubernetesClient,
  type KubernetesObject,
} from '@cairn/plugin-clusters-node';
import type { EffectContext } from '@cairn/plugin-environments-node';
import type { Application } from './applicationStatus';

/** Names our step in the information of an operation. */
const STEP = 'cairn.dev/step';
/** While it is there, Argo CD is about to look at the application, and takes it away afterwards. */
const REFRESH = 'argocd.argoproj.io/refresh';

/** What is to be deployed. */
export interface Wanted {
  /** UID of the application. */
  uid: string;
  /** A commit; absent: what the application's revision means when Argo CD deploys it. */
  revision?: string;
  /** What Argo CD takes from the operation only, not from the application. */
  syncOptions?: string[];
}

type Operation = Application['operation'];

/** Whether an operation is the one of a step. */
export function isOfStep(operation: Operation, operationId: string): boolean {
  return (operation?.info ?? []).some(
    ({ name, value }) => name === STEP && value === operationId,
  );
}

/** What a step deployed, by the history, which outlives the operation; undefined where it did not. */
export function deployedByStep(
  { status }: Application,
  operationId: string,
): string | undefined {
  return status.history.findLast(
    ({ initiatedBy }) => initiatedBy.username === initiatorOf(operationId),
  )?.revision;
}

/** Whether Argo CD was asked to look at it and has not done so. */
export function isLooking(live: KubernetesObject): boolean {
  return live.metadata.annotations?.[REFRESH] !== undefined;
}

/**
 * Sets the operation, if there is none and the application is exactly as it was seen. Where it is not, nothing happens: the
 * next look sees why.
 */
export async function startDeployment(
  client: KubernetesClient,
  live: KubernetesObject,
  wanted: Wanted,
  context: EffectContext,
): Promise<void> {
  const response = await client.request({
    method: 'PATCH',
    path: await client.pathOf(refOf(live)),
    contentType: 'application/json-patch+json',
    body: [
      { op: 'test', path: '/metadata/uid', value: wanted.uid },
      {
        op: 'replace',
        path: '/metadata/resourceVersion',
        value: live.metadata.resourceVersion ?? '',
      },
      { op: 'test', path: '/operation', value: null },
      {
        op: 'add',
        path: '/operation',
        value: {
          // The only thing of an operation that the history keeps.
          initiatedBy: { username: initiatorOf(context.operationId) },
          info: [{ name: STEP, value: context.operationId }],
          sync: {
            prune: true,
            ...(wanted.revision && { revision: wanted.revision }),
            ...(wanted.syncOptions && { syncOptions: wanted.syncOptions }),
          },
        },
      },
    ],
    signal: context.signal,
  });
  const isOutdated = response.status === 422 || response.status === 409;
  if (!isSuccess(response) && !isOutdated) {
    throw statusError(response, `have Argo CD deploy ${live.metadata.name}`);
  }
}

/**
 * Asks Argo CD to compare now instead of at its next turn.
 *
 * @param how - `hard`: without what it remembers of the repository.
 * @returns Whether it was asked: not where the application changed since it was seen.
 */
export async function askToLook(
  client: KubernetesClient,
  live: KubernetesObject,
  how: 'normal' | 'hard',
  context: EffectContext,
): Promise<boolean> {
  const response = await client.request({
    method: 'PATCH',
    path: await client.pathOf(refOf(live)),
    contentType: 'application/merge-patch+json',
    body: {
      metadata: {
        uid: live.metadata.uid ?? '',
        resourceVersion: live.metadata.resourceVersion ?? '',
        annotations: { [REFRESH]: how },
      },
    },
    signal: context.signal,
  });
  if (!isSuccess(response) && response.status !== 409) {
    throw statusError(
      response,
      `have Argo CD look at ${live.metadata.name} again`,
    );
  }
  return isSuccess(response);
}

function initiatorOf(operationId: string): string {
  return `cairn (${operationId})`;
}
