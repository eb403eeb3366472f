import type { ClusterObject } from '../../cluster/applyObjects';

const COUNT = 3;
const MANAGED_BY = { 'app.kubernetes.io/managed-by': 'cairn' };

/** Marks the nodes that kwok plays; a real kubelet's nodes beside them are left alone. */
export const SIMULATED_NODE_ANNOTATION = 'kwok.x-k8s.io/node';

function node(index: number): ClusterObject {
  const name = `simulated-${index}`;
  const resources = { cpu: '8', memory: '32Gi', pods: '110' };
  return {
    path: `/api/v1/nodes/${name}`,
    object: {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: {
        name,
        annotations: { [SIMULATED_NODE_ANNOTATION]: 'fake' },
        labels: {
          ...MANAGED_BY,
          'cairn.dev/simulated': 'true',
          'kubernetes.io/hostname': name,
          'kubernetes.io/os': 'linux',
          'kubernetes.io/arch': 'amd64',
          'topology.kubernetes.io/region': 'local',
          'topology.kubernetes.io/zone': `local-${index}`,
        },
      },
      status: { allocatable: resources, capacity: resources },
    },
  };
}

/** The nodes on which pods seem to run. */
export const SIMULATED_NODES: readonly ClusterObject[] = Array.from(
  { length: COUNT },
  (_, index) => node(index + 1),
);

/** What kwok may do: play nodes and pods, and nothing else. */
export const KWOK_ACCESS: readonly ClusterObject[] = [
  {
    path: '/apis/rbac.authorization.k8s.io/v1/clusterroles/cairn-kwok',
    object: {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name: 'cairn-kwok', labels: MANAGED_BY },
      rules: [
        {
          apiGroups: [''],
          resources: ['nodes'],
          verbs: ['get', 'list', 'watch'],
        },
        {
          apiGroups: [''],
          resources: ['pods'],
          verbs: ['get', 'list', 'watch', 'patch', 'update', 'delete'],
        },
        {
          apiGroups: [''],
          resources: ['nodes/status', 'pods/status'],
          verbs: ['patch', 'update'],
        },
        {
          apiGroups: ['', 'events.k8s.io'],
          resources: ['events'],
          verbs: ['create', 'patch', 'update'],
        },
        {
          apiGroups: ['coordination.k8s.io'],
          resources: ['leases'],
          verbs: ['get', 'list', 'watch', 'create', 'patch', 'update'],
        },
      ],
    },
  },
  {
    path: '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings/cairn-kwok',
    object: {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: 'cairn-kwok', labels: MANAGED_BY },
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'ClusterRole',
        name: 'cairn-kwok',
      },
      subjects: [
        {
          apiGroup: 'rbac.authorization.k8s.io',
          kind: 'User',
          name: 'cairn:kwok',
        },
      ],
    },
  },
];
