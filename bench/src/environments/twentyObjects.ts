import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';

/** Name of the class that makes twenty objects. */
export const CLASS = 'twenty';
const LABELS = { app: 'bench' };

/** Its objects: what an environment of a small team has. The namespace first. */
export function objectsIn(namespace: string) {
  const named = (
    apiVersion: string,
    kind: string,
    name: string,
    rest: object,
  ) => ({
    apiVersion,
    kind,
    metadata: { name, namespace, labels: LABELS },
    ...rest,
  });
  const pod = {
    metadata: { labels: LABELS },
    spec: {
      securityContext: {
        runAsNonRoot: true,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      containers: [
        {
          name: 'web',
          image: 'registry.larkfield.example/web:1',
          resources: {
            requests: { cpu: '10m', memory: '16Mi' },
            limits: { cpu: '20m', memory: '32Mi' },
          },
          securityContext: {
            allowPrivilegeEscalation: false,
            capabilities: { drop: ['ALL'] },
          },
        },
      ],
    },
  };
  const several = <T>(count: number, make: (index: number) => T) =>
    Array.from({ length: count }, (_, index) => make(index));
  return [
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: namespace,
        labels: { 'pod-security.kubernetes.io/enforce': 'restricted' },
      },
    },
    named('v1', 'ResourceQuota', 'quota', {
      spec: {
        hard: {
          pods: '20',
          'requests.cpu': '2',
          'limits.cpu': '2',
          'requests.memory': '2Gi',
          'limits.memory': '2Gi',
        },
      },
    }),
    named('v1', 'LimitRange', 'limits', {
      spec: {
        limits: [
          { type: 'Container', default: { cpu: '50m', memory: '64Mi' } },
        ],
      },
    }),
    ...several(3, index =>
      named('networking.k8s.io/v1', 'NetworkPolicy', `policy-${index}`, {
        spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
      }),
    ),
    ...several(8, index =>
      named('v1', 'ConfigMap', `settings-${index}`, {
        data: { 'settings.yaml': 'level: info\n', index: `${index}` },
      }),
    ),
    ...several(3, index =>
      named('v1', 'Service', `web-${index}`, {
        spec: { selector: LABELS, ports: [{ port: 80, targetPort: 8080 }] },
      }),
    ),
    // At zero: an apply ends when an object can be used, and pods take their own time.
    ...several(3, index =>
      named('apps/v1', 'Deployment', `web-${index}`, {
        spec: {
          replicas: 0,
          selector: { matchLabels: LABELS },
          template: pod,
        },
      }),
    ),
  ];
}

/** Writes the class that makes them into a folder. */
export async function writeClass(folder: string): Promise<void> {
  await mkdir(join(folder, CLASS), { recursive: true });
  await writeFile(
    join(folder, CLASS, 'class.yaml'),
    stringify({
      apiVersion: 'cairn.dev/v1alpha1',
      kind: 'EnvironmentClass',
      metadata: { name: CLASS, description: 'Twenty objects' },
      spec: {
        owner: 'group:default/platform-team',
        parameters: { type: 'object', properties: {} },
        lifecycle: { ttl: '1h' },
        placement: { clusters: ['local'] },
        budget: { monthly: 1000, currency: 'EUR' },
        components: [
          {
            name: 'all',
            engine: 'kubernetes',
            inline: objectsIn('${{ environment.namespace }}'),
          },
        ],
      },
    }),
  );
}
