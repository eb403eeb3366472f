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

function wantedOf(
  name: string,
  className: string,
  parameters: Record<string, unknown>,
): Wanted[] {
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
          pods: '10',
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
  if (className !== 'service-preview') return guardRails;
  return [
    ...guardRails,
    [
      'service',
      'argocd',
      'argoproj.io/v1alpha1',
      'AppProject',
      `cairn-${name}`,
      true,
      { destinations: [{ name: 'local', namespace: `env-${name}` }] },
    ],
    [
      'service',
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
        },
      },
    ],
  ];
}

/** What an environment is made of, rendered. */
export function render(
  name: string,
  className: string,
  parameters: Record<string, unknown>,
): DesiredResource[] {
  return wantedOf(name, className, parameters).map(
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
