import type { SearchedKind } from '@cairn/plugin-environments-node';

/** The kinds that a class can make: those that the writer may list everywhere (`platform/access`). */
export const SEARCHED_KINDS: SearchedKind[] = [
  ['v1', 'Namespace'],
  ['v1', 'ConfigMap'],
  ['v1', 'LimitRange'],
  ['v1', 'PersistentVolumeClaim'],
  ['v1', 'ResourceQuota'],
  ['v1', 'ServiceAccount'],
  ['v1', 'Service'],
  ['apps/v1', 'Deployment'],
  ['apps/v1', 'StatefulSet'],
  ['autoscaling/v2', 'HorizontalPodAutoscaler'],
  ['batch/v1', 'CronJob'],
  ['batch/v1', 'Job'],
  ['networking.k8s.io/v1', 'Ingress'],
  ['networking.k8s.io/v1', 'NetworkPolicy'],
  ['policy/v1', 'PodDisruptionBudget'],
  ['rbac.authorization.k8s.io/v1', 'RoleBinding'],
].map(([apiVersion, kind]) => ({ apiVersion, kind }));
