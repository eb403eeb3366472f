import { InputError } from '@backstage/errors';
import type { KubernetesObject } from '@cairn/plugin-clusters-node';
import type {
  ClassComponent,
  DesiredResource,
} from '@cairn/plugin-environments-common';
import {
  renderTemplate,
  withOwnership,
  type RenderContext,
} from '@cairn/plugin-environments-node';
import { chooseInstance } from './chooseInstance';
import type { ArgoCdInstance, Destination } from './config';
import { applicationName, projectName } from './names';
import { parseSettings, type ApplicationSettings } from './settings';

export const ARGOCD_API_VERSION = 'argoproj.io/v1alpha1';
/** Argo CD removes what it deployed before the application, and the project's applications before the project. */
export const CASCADE_FINALIZER = 'resources-finalizer.argocd.argoproj.io';

/** A commit that cannot be deployed now, for example because a kind of it is not there yet, is tried again for a while. */
const AUTOMATED = {
  automated: { prune: true, selfHeal: true },
  retry: {
    limit: 5,
    backoff: { duration: '2s', factor: 2, maxDuration: '1m' },
  },
};

/**
 * What a repository may make in the environment's namespace. Named one by one, because an absent list means everything:
 * quota, limits, network policies and access are the environment's own, and a repository that could raise them would
 * leave its bounds.
 */
const ALLOWED_KINDS = [
  ['', 'ConfigMap'],
  ['', 'PersistentVolumeClaim'],
  ['', 'Secret'],
  ['', 'Service'],
  ['', 'ServiceAccount'],
  ['apps', 'DaemonSet'],
  ['apps', 'Deployment'],
  ['apps', 'StatefulSet'],
  ['autoscaling', 'HorizontalPodAutoscaler'],
  ['batch', 'CronJob'],
  ['batch', 'Job'],
  ['networking.k8s.io', 'Ingress'],
  ['policy', 'PodDisruptionBudget'],
].map(([group, kind]) => ({ group, kind }));

/**
 * The project and the applications of a component, in the order in which they are made.
 *
 * @throws InputError naming the component and the field.
 */
export function renderApplications(
  component: ClassComponent,
  context: RenderContext,
  instances: ArgoCdInstance[],
): DesiredResource[] {
  if (component.source !== undefined || component.inline !== undefined) {
    throw new InputError(
      `Component "${component.name}": the argocd engine takes its objects from a repository ("with"), not from "source" or "inline"`,
    );
  }
  const settings = parseSettings(
    component.name,
    renderTemplate(component.with, context, {
      origin: `components.${component.name}.with`,
    }),
  );
  const { instance, destination } = chooseInstance(
    component.name,
    settings.instance,
    context.environment.cluster,
    instances,
  );
  const place = { namespace: instance.namespace, destination };
  const objects = [
    projectOf(component, settings.applications, context, place),
    ...settings.applications.map(application =>
      applicationOf(application, context, place),
    ),
  ];
  return objects.map((object): DesiredResource => {
    const owned = withOwnership(object, {
      environment: context.environment,
      component: component.name,
    });
    return {
      component: component.name,
      engine: 'argocd',
      ref: {
        cluster: instance.cluster,
        apiVersion: owned.apiVersion,
        kind: owned.kind,
        namespace: instance.namespace,
        name: owned.metadata.name,
      },
      object: owned,
    };
  });
}

/** Where the objects are, and where they deploy to. */
interface Place {
  /** Argo CD's namespace. */
  namespace: string;
  /** The environment's cluster, as Argo CD names it. */
  destination: Destination;
}

function projectOf(
  component: ClassComponent,
  applications: ApplicationSettings[],
  { environment }: RenderContext,
  { namespace, destination }: Place,
): KubernetesObject {
  const namespaces = applications.map(
    application => application.namespace ?? environment.namespace,
  );
  const foreign = namespaces.find(
    name =>
      name !== environment.namespace &&
      !name.startsWith(`${environment.namespace}--`),
  );
  if (foreign !== undefined) {
    throw new InputError(
      `Component "${component.name}": the namespace "${foreign}" is not the environment's; it is named "${environment.namespace}", or that and "--" and more`,
    );
  }
  return {
    apiVersion: ARGOCD_API_VERSION,
    kind: 'AppProject',
    metadata: {
      name: projectName(environment.name),
      namespace,
      finalizers: [CASCADE_FINALIZER],
    },
    spec: {
      description: `Environment ${environment.name} of ${environment.ownerName}`,
      sourceRepos: [
        ...new Set(applications.map(({ repository }) => repository)),
      ].sort(),
      destinations: [...new Set(namespaces)]
        .sort()
        .map(name => ({ ...destination, namespace: name })),
      clusterResourceWhitelist: [],
      namespaceResourceWhitelist: ALLOWED_KINDS,
    },
  };
}

function applicationOf(
  application: ApplicationSettings,
  { environment }: RenderContext,
  { namespace, destination }: Place,
): KubernetesObject {
  const { repository, path, revision, automated, kustomize, helm } =
    application;
  return {
    apiVersion: ARGOCD_API_VERSION,
    kind: 'Application',
    metadata: {
      name: applicationName(environment.name, application.name),
      namespace,
      finalizers: [CASCADE_FINALIZER],
    },
    spec: {
      project: projectName(environment.name),
      source: {
        repoURL: repository,
        path,
        targetRevision: revision,
        ...(kustomize && { kustomize }),
        ...(helm?.values && { helm: { valuesObject: helm.values } }),
      },
      destination: {
        ...destination,
        namespace: application.namespace ?? environment.namespace,
      },
      ...(automated && { syncPolicy: AUTOMATED }),
    },
  };
}
