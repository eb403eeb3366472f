import { ARGOCD_NAMESPACE } from '../argocd';
import { GIT_ORGANIZATION } from '../git';

/** Project of the example company's live services in Argo CD. */
export const SERVICES_PROJECT = GIT_ORGANIZATION;

/** Address by which applications name the cluster that Argo CD itself belongs to. */
const IN_CLUSTER = 'https://kubernetes.default.svc';

const LABELS = { 'app.kubernetes.io/part-of': GIT_ORGANIZATION };

/** Namespace in which a live service runs. */
export function serviceNamespace(service: string): string {
  return `${GIT_ORGANIZATION}-${service}`;
}

/** The namespace of a live service. Its pods are held to the strictest Pod Security level. */
export function renderNamespace(service: string) {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: serviceNamespace(service),
      labels: {
        ...LABELS,
        'app.kubernetes.io/name': service,
        'pod-security.kubernetes.io/enforce': 'restricted',
      },
    },
  };
}

/** The project of all live services: from the company's repositories into their own namespaces, nothing cluster-wide. */
export function renderProject(gitUrl: string) {
  const kinds = (group: string, names: string[]) =>
    names.map(kind => ({ group, kind }));
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: {
      name: SERVICES_PROJECT,
      namespace: ARGOCD_NAMESPACE,
      labels: LABELS,
    },
    spec: {
      description: 'Live services of Larkfield, the example company',
      sourceRepos: [`${gitUrl}/${GIT_ORGANIZATION}/*`],
      destinations: [
        { server: IN_CLUSTER, namespace: `${GIT_ORGANIZATION}-*` },
      ],
      clusterResourceWhitelist: [],
      namespaceResourceWhitelist: [
        ...kinds('', [
          'ConfigMap',
          'PersistentVolumeClaim',
          'Service',
          'ServiceAccount',
        ]),
        ...kinds('apps', ['Deployment', 'StatefulSet']),
        ...kinds('autoscaling', ['HorizontalPodAutoscaler']),
        ...kinds('batch', ['CronJob', 'Job']),
        ...kinds('networking.k8s.io', ['Ingress', 'NetworkPolicy']),
        ...kinds('policy', ['PodDisruptionBudget']),
      ],
    },
  };
}

/** The application that keeps a live service as its repository says. */
export function renderApplication(service: string, gitUrl: string) {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      name: service,
      namespace: ARGOCD_NAMESPACE,
      labels: { ...LABELS, 'app.kubernetes.io/name': service },
      finalizers: ['resources-finalizer.argocd.argoproj.io'],
    },
    spec: {
      project: SERVICES_PROJECT,
      source: {
        repoURL: `${gitUrl}/${GIT_ORGANIZATION}/${service}.git`,
        path: 'deploy/base',
        targetRevision: 'main',
      },
      destination: {
        server: IN_CLUSTER,
        namespace: serviceNamespace(service),
      },
      syncPolicy: {
        automated: { prune: true, selfHeal: true },
        retry: {
          limit: 5,
          backoff: { duration: '2s', factor: 2, maxDuration: '1m' },
        },
      },
    },
  };
}
