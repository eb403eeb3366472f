/** API groups of which no kind is paid for. The core group is `''`. */
const freeGroups = new Set([
  'admissionregistration.k8s.io',
  'apiextensions.k8s.io',
  'apiregistration.k8s.io',
  'authorization.k8s.io',
  'coordination.k8s.io',
  'discovery.k8s.io',
  'events.k8s.io',
  'node.k8s.io',
  'policy',
  'rbac.authorization.k8s.io',
  'scheduling.k8s.io',
  'storage.k8s.io',
]);

/** Kinds that are paid for by nobody, or by what names them: a volume by its claim. */
const freeKinds = new Set([
  '/ConfigMap',
  '/Endpoints',
  '/Event',
  '/LimitRange',
  '/Namespace',
  '/PersistentVolume',
  '/ResourceQuota',
  '/Secret',
  '/ServiceAccount',
  'argoproj.io/AppProject',
  'networking.k8s.io/Ingress',
  'networking.k8s.io/IngressClass',
  'networking.k8s.io/NetworkPolicy',
]);

/** Whether an object of this kind itself costs nothing. */
export function isFree(apiVersion: string, kind: string): boolean {
  const group = groupOf(apiVersion);
  return freeGroups.has(group) || freeKinds.has(`${group}/${kind}`);
}

export function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
}
