/** What others need comes first. Kinds that are not named come between configuration and workloads. */
const ORDER = [
  ['Namespace'],
  ['ResourceQuota', 'LimitRange', 'NetworkPolicy'],
  ['ServiceAccount', 'Role', 'RoleBinding'],
  ['Secret', 'ConfigMap', 'PersistentVolumeClaim'],
  ['Service'],
  [],
  [
    'Pod',
    'ReplicaSet',
    'Deployment',
    'StatefulSet',
    'DaemonSet',
    'Job',
    'CronJob',
  ],
  ['HorizontalPodAutoscaler', 'PodDisruptionBudget', 'Ingress'],
];

/** Place of a kind in the order in which the objects of a component are made. */
export function kindOrder(kind: string): number {
  const place = ORDER.findIndex(kinds => kinds.includes(kind));
  return place === -1 ? ORDER.findIndex(kinds => kinds.length === 0) : place;
}
