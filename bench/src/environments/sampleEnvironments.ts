import type { KubernetesObject } from '@cairn/plugin-clusters-node';
import { fieldMark } from '@cairn/plugin-environments-node';

const AT = '2026-11-22T10:00:00.000Z';

/** What each environment owns, one of each. */
export const KINDS = [
  { apiVersion: 'v1', kind: 'Namespace' },
  { apiVersion: 'v1', kind: 'ResourceQuota' },
  { apiVersion: 'v1', kind: 'LimitRange' },
  { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' },
  { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding' },
  { apiVersion: 'v1', kind: 'ConfigMap' },
  { apiVersion: 'v1', kind: 'Service' },
  { apiVersion: 'apps/v1', kind: 'Deployment' },
] as const;

export const idOf = (index: number) =>
  `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
export const nameOf = (index: number) => `grown-${index}`;
const uidOf = (kind: string, index: number) => `${kind}-${index}`;

/** An object as an API server sends it, with what Cairn applied among its managed fields. */
export function objectOf(
  kind: string,
  index: number,
  available = 2,
): KubernetesObject {
  const apiVersion = KINDS.find(each => each.kind === kind)?.apiVersion ?? 'v1';
  const name = kind === 'Namespace' ? `env-${nameOf(index)}` : 'app';
  const object = {
    apiVersion,
    kind,
    metadata: {
      name,
      ...(kind !== 'Namespace' && { namespace: `env-${nameOf(index)}` }),
      uid: uidOf(kind, index),
      resourceVersion: '1',
      generation: 1,
      creationTimestamp: AT,
      labels: {
        'app.kubernetes.io/managed-by': 'cairn',
        'cairn.dev/environment': idOf(index),
        'cairn.dev/environment-name': nameOf(index),
        'cairn.dev/component': 'all',
      },
      managedFields: [
        {
          manager: 'cairn',
          operation: 'Apply',
          apiVersion,
          time: AT,
          fieldsType: 'FieldsV1',
          fieldsV1: {
            'f:metadata': {
              'f:labels': {
                'f:app.kubernetes.io/managed-by': {},
                'f:cairn.dev/environment': {},
              },
            },
            'f:spec': { 'f:replicas': {}, 'f:template': { 'f:spec': {} } },
          },
        },
      ],
    },
    spec: {
      replicas: 2,
      template: {
        spec: {
          containers: [{ name: 'web', image: 'registry.example/web:1.0.0' }],
        },
      },
    },
    status: {
      phase: 'Active',
      hard: { pods: '10' },
      observedGeneration: 1,
      replicas: 2,
      updatedReplicas: 2,
      readyReplicas: available,
      availableReplicas: available,
    },
  };
  return JSON.parse(JSON.stringify(object));
}

/** Rows of the plugin's tables for one environment that is Ready and as planned. */
export function rowsOf(index: number) {
  const run = `run-${index}`;
  const environment = idOf(index);
  return {
    environments: {
      id: environment,
      name: nameOf(index),
      live_name: nameOf(index),
      title: nameOf(index),
      owner: 'group:default/checkout-team',
      class_name: 'sandbox',
      class_version: 'sha256:1',
      class_facts: JSON.stringify({
        name: 'sandbox',
        version: 'sha256:1',
        owner: 'group:default/platform-team',
        lifecycle: { production: false },
      }),
      cluster: 'local',
      namespace: `env-${nameOf(index)}`,
      parameters: '{}',
      state: 'Provisioning',
      reason: 'It is looked at for the first time.',
      since: AT,
      conditions: '[]',
      outputs: '{}',
      created_at: AT,
      created_by: 'user:default/amara.okafor',
      last_activity_at: AT,
      last_run_id: run,
    },
    runs: {
      id: run,
      environment_id: environment,
      digest: `sha256:${index}`,
      action: 'create',
      state: 'Succeeded',
      message: 'Everything was made.',
      started_by: 'user:default/amara.okafor',
      created_at: AT,
      finished_at: AT,
    },
    drifts: {
      environment_id: environment,
      observed_at: AT,
      resources: 0,
      unknown: 0,
      summary: '',
      drift: '{"resources":[],"unknown":[]}',
    },
    inventory: KINDS.map(({ apiVersion, kind }, position) => {
      const object = objectOf(kind, index);
      const { name, namespace } = object.metadata;
      const ref = {
        cluster: 'local',
        apiVersion,
        kind,
        ...(namespace && { namespace }),
        name,
      };
      const { own, touched } = fieldMark(object);
      return {
        id: `${position}${environment.slice(1)}`,
        environment_id: environment,
        component: 'all',
        engine: 'kubernetes',
        ref: JSON.stringify(ref),
        ref_key: JSON.stringify([
          'local',
          apiVersion,
          kind,
          namespace ?? null,
          name,
        ]),
        uid: uidOf(kind, index),
        created_at: AT,
        mark: [own, '', touched].join('~'),
      };
    }),
  };
}
