import type { DesiredResource } from '@cairn/plugin-environments-common';

type Wanted = [
  component: string,
  engine: string,
  apiVersion: string,
  kind: string,
  name: string,
  namespaced: boolean,
  spec: Record<string, unknown>,
];

export interface RenderTarget {
  name: string;
  className: string;
  parameters: Record<string, unknown>;
  hibernated?: boolean;
  /** Of an older version of the class, which allowed fewer pods. */
  older?: boolean;
}

const pod = {
  template: {
    spec: {
      containers: [
        {
          name: 'main',
          resources: { requests: { cpu: '2', memory: '8Gi' } },
        },
      ],
    },
  },
};

function database(parameters: Record<string, unknown>, asleep: boolean) {
  const storage = String(parameters.storage ?? '1Gi');
  const owned = (
    apiVersion: string,
    kind: string,
    name: string,
    spec: Record<string, unknown>,
  ): Wanted => ['database', 'kubernetes', apiVersion, kind, name, true, spec];
  return [
    owned('v1', 'Secret', 'database-credentials', {}),
    owned('v1', 'PersistentVolumeClaim', 'database-disk', {
      resources: { requests: { storage } },
    }),
    owned('apps/v1', 'StatefulSet', 'database', {
      replicas: asleep ? 0 : 1,
      serviceName: 'database',
      ...pod,
    }),
    ...(parameters.cache === true
      ? [
          owned('apps/v1', 'Deployment', 'cache', {
            replicas: asleep ? 0 : 1,
            ...pod,
          }),
        ]
      : []),
  ];
}

function applications(
  name: string,
  component: string,
  service: string,
  parameters: Record<string, unknown>,
  asleep: boolean,
): Wanted {
  return [
    component,
    'argocd',
    'argoproj.io/v1alpha1',
    'Application',
    `cairn-${name}-${service}`,
    true,
    {
      project: `cairn-${name}`,
      source: {
        repoURL: `http://localhost:7009/larkfield/${service}.git`,
        targetRevision: parameters.revision ?? 'main',
        path: 'deploy/base',
        kustomize: {
          replicas: [
            { name: service, count: asleep ? 0 : parameters.replicas ?? 1 },
          ],
        },
      },
    },
  ];
}

function project(name: string, component: string): Wanted {
  return [
    component,
    'argocd',
    'argoproj.io/v1alpha1',
    'AppProject',
    `cairn-${name}`,
    true,
    { destinations: [{ name: 'local', namespace: `env-${name}` }] },
  ];
}

function wantedOf(target: RenderTarget): Wanted[] {
  const { name, className, parameters, hibernated = false, older } = target;
  const service = String(parameters.service ?? 'service').replace(/^.*\//, '');
  const guardRails: Wanted[] = [
    ['guard-rails', 'kubernetes', 'v1', 'Namespace', `env-${name}`, false, {}],
    [
      'guard-rails',
      'kubernetes',
      'v1',
      'ResourceQuota',
      'quota',
      true,
      {
        hard: {
          'requests.cpu': '1',
          'requests.memory': '2Gi',
          'requests.storage': '0',
          'services.loadbalancers': '0',
          pods: older ? '10' : '20',
        },
      },
    ],
    [
      'guard-rails',
      'kubernetes',
      'v1',
      'LimitRange',
      'limits',
      true,
      {
        limits: [
          { type: 'Container', default: { cpu: '200m', memory: '256Mi' } },
        ],
      },
    ],
    [
      'guard-rails',
      'kubernetes',
      'networking.k8s.io/v1',
      'NetworkPolicy',
      'default-deny',
      true,
      { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
    ],
    [
      'guard-rails',
      'kubernetes',
      'rbac.authorization.k8s.io/v1',
      'RoleBinding',
      'owner',
      true,
      {},
    ],
  ];
  if (className === 'staging') {
    return [
      ...guardRails,
      ...database(parameters, hibernated),
      project(name, 'cart'),
      applications(name, 'cart', 'cart-api', parameters, hibernated),
      applications(name, 'checkout', 'checkout-api', parameters, hibernated),
    ];
  }
  if (className !== 'service-preview') return guardRails;
  return [
    ...guardRails,
    project(name, 'service'),
    applications(name, 'service', service, parameters, hibernated),
  ];
}

/** What an environment is made of, rendered. */
export function render(target: RenderTarget): DesiredResource[] {
  const { name } = target;
  return wantedOf(target).map(
    ([component, engine, apiVersion, kind, objectName, namespaced, spec]) => {
      const namespace = engine === 'argocd' ? 'argocd' : `env-${name}`;
      return {
        component,
        engine,
        ref: {
          cluster: 'local',
          apiVersion,
          kind,
          name: objectName,
          ...(namespaced ? { namespace } : {}),
        },
        object: {
          apiVersion,
          kind,
          metadata: {
            name: objectName,
            ...(namespaced ? { namespace } : {}),
            labels: {
              'app.kubernetes.io/managed-by': 'cairn',
              'cairn.dev/environment-name': name,
              'cairn.dev/component': component,
            },
          },
          ...(Object.keys(spec).length > 0 ? { spec } : {}),
        },
      };
    },
  );
}
