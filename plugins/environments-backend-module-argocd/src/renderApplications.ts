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
import type { ArgoCdInstance } from './config';
import { parseSettings, type ApplicationSettings } from './settings';

export const ARGOCD_API_VERSION = 'argoproj.io/v1alpha1';
/** Argo CD removes what it deployed before the application, and the project's applications before the project. */
export const CASCADE_FINALIZER = 'resources-finalizer.argocd.argoproj.io';
/** The cluster that Argo CD runs in. */
const IN_CLUSTER = 'https://kubernetes.default.svc';

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
  const instance = instanceFor(
    component,
    settings.instance,
    context,
    instances,
  );
  const project = projectOf(settings.applications, context, instance);
  const objects = [
    project,
    ...settings.applications.map(application =>
      applicationOf(application, project.metadata.name, context, instance),
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

function instanceFor(
  component: ClassComponent,
  name: string | undefined,
  context: RenderContext,
  instances: ArgoCdInstance[],
): ArgoCdInstance {
  const { cluster } = context.environment;
  const named = instances.find(instance => instance.name === name);
  if (name !== undefined && !named) {
    throw new InputError(
      `components.${component.name}.with.instance: no Argo CD "${name}" is configured (cairn.argocd.instances)`,
    );
  }
  const instance =
    named ?? instances.find(candidate => candidate.cluster === cluster);
  if (instance?.cluster !== cluster) {
    throw new InputError(
      `Component "${component.name}": no Argo CD is configured for the cluster "${cluster}" (cairn.argocd.instances)`,
    );
  }
  return instance;
}

function projectOf(
  applications: ApplicationSettings[],
  { environment }: RenderContext,
  instance: ArgoCdInstance,
): KubernetesObject {
  return {
    apiVersion: ARGOCD_API_VERSION,
    kind: 'AppProject',
    metadata: {
      name: `cairn-${environment.name}`,
      namespace: instance.namespace,
      finalizers: [CASCADE_FINALIZER],
    },
    spec: {
      description: `Environment ${environment.name} of ${environment.ownerName}`,
      sourceRepos: [
        ...new Set(applications.map(({ repository }) => repository)),
      ].sort(),
      destinations: [{ server: IN_CLUSTER, namespace: environment.namespace }],
      clusterResourceWhitelist: [],
      namespaceResourceWhitelist: ALLOWED_KINDS,
    },
  };
}

function applicationOf(
  application: ApplicationSettings,
  project: string,
  { environment }: RenderContext,
  instance: ArgoCdInstance,
): KubernetesObject {
  const { repository, path, revision, automated, kustomize, helm } =
    application;
  return {
    apiVersion: ARGOCD_API_VERSION,
    kind: 'Application',
    metadata: {
      name: `cairn-${environment.name}-${application.name}`,
      namespace: instance.namespace,
      finalizers: [CASCADE_FINALIZER],
    },
    spec: {
      project,
      source: {
        repoURL: repository,
        path,
        targetRevision: revision,
        ...(kustomize && { kustomize }),
        ...(helm?.values && { helm: { valuesObject: helm.values } }),
      },
      destination: { server: IN_CLUSTER, namespace: environment.namespace },
      ...(automated && { syncPolicy: AUTOMATED }),
    },
  };
}
