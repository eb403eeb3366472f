import type { KubernetesObject } from '@cairn/plugin-clusters-node';
import type {
  ObservedResource,
  ResourceRef,
} from '@cairn/plugin-environments-common';
import {
  readinessOf,
  type Judgement,
  type WatchedKind,
} from '@cairn/plugin-environments-node';
import {
  applicationReadiness,
  parseApplication,
  STALE_MS,
  type Application,
} from './applicationStatus';
import type { ArgoCdInstance } from './config';
import { differing, isDeploying, newerCommit } from './drift';
import { ARGOCD_API_VERSION } from './renderApplications';

/** How many of the objects that differ are named. */
const NAMED = 3;

/** What is watched of an Argo CD: its applications and projects, where it keeps them. */
export function watchedKinds(instance: ArgoCdInstance): WatchedKind[] {
  const { namespace } = instance;
  return [
    {
      apiVersion: ARGOCD_API_VERSION,
      kind: 'AppProject',
      namespace,
      judge: object => ({
        ...readinessOf(object),
        links: linksTo(instance, {
          kind: 'AppProject',
          namespace,
          name: object.metadata.name,
        }),
      }),
    },
    {
      apiVersion: ARGOCD_API_VERSION,
      kind: 'Application',
      namespace,
      judge: object => judgeApplication(object, instance),
    },
  ];
}

/** Where a person can look at it in Argo CD; nowhere where that has no web interface. */
export function linksTo(
  { webUrl }: ArgoCdInstance,
  { kind, namespace, name }: Pick<ResourceRef, 'kind' | 'namespace' | 'name'>,
): ObservedResource['links'] {
  if (!webUrl) {
    return [];
  }
  const path =
    kind === 'Application'
      ? `applications/${namespace}/${name}`
      : `settings/projects/${name}`;
  return [{ title: 'Open in Argo CD', url: `${webUrl}/${path}` }];
}

function judgeApplication(
  object: KubernetesObject,
  instance: ArgoCdInstance,
): Judgement {
  const application = parseApplication(object);
  const reconciledAt = application?.status.reconciledAt;
  const drift = application && outOfSync(application);
  return {
    ...applicationReadiness(object),
    links: linksTo(instance, {
      kind: 'Application',
      namespace: object.metadata.namespace,
      name: object.metadata.name,
    }),
    ...(reconciledAt && {
      stale: {
        at: Date.parse(reconciledAt) + STALE_MS,
        message: `Argo CD has not looked at it for ${
          STALE_MS / 60_000
        } minutes; see whether its controller runs`,
      },
    }),
    ...(drift && { drift }),
    childrenMark: JSON.stringify(
      (application?.status.resources ?? []).map(
        ({ group, kind, namespace, name }) => [group, kind, namespace, name],
      ),
    ),
  };
}

/**
 * What Argo CD finds to be different from what was deployed; undefined where nothing is, or it is at it. A newer commit on the
 * branch is none of it: nobody changed anything.
 */
function outOfSync(application: Application): string | undefined {
  if (
    application.status.sync.status !== 'OutOfSync' ||
    isDeploying(application) ||
    newerCommit(application)
  ) {
    return undefined;
  }
  const names = differing(application).map(
    ({ kind, name }) => `${kind} ${name}`,
  );
  if (names.length === 0) {
    return 'Argo CD says that it is out of sync with its repository';
  }
  const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : '';
  return `Argo CD says that these are not as in the repository: ${names
    .slice(0, NAMED)
    .join(', ')}${more}`;
}
