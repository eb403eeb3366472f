import type { KubernetesObject } from '@cairn/plugin-clusters-node';

const PODS = 3;
const AT = '2026-11-22T10:00:00Z';

/** Deployments with their ReplicaSets and three ready pods each, one namespace a service. */
export function sampleServices(names: readonly string[]): KubernetesObject[] {
  return names.flatMap((name, index) => {
    const namespace = `team-${name}`;
    const uid = (suffix: string) => `${index}-${suffix}`;
    const labels = { app: name, 'backstage.io/kubernetes-id': name };
    const owner = (kind: string, owned: string) => [
      { apiVersion: 'apps/v1', kind, name, uid: owned, controller: true },
    ];
    const template = {
      metadata: { labels },
      spec: {
        containers: [{ name: 'web', image: `registry.example/${name}:1.0.0` }],
      },
    };
    const replicated = (kind: string, own: string, ownerReferences: object[]) =>
      object({
        apiVersion: 'apps/v1',
        kind,
        metadata: {
          name,
          namespace,
          uid: own,
          labels,
          creationTimestamp: AT,
          generation: 1,
          ownerReferences,
        },
        spec: { replicas: PODS, progressDeadlineSeconds: 600, template },
        status: {
          observedGeneration: 1,
          replicas: PODS,
          readyReplicas: PODS,
          updatedReplicas: PODS,
          conditions: [
            {
              type: 'Progressing',
              status: 'True',
              reason: 'NewReplicaSetAvailable',
              lastTransitionTime: AT,
              lastUpdateTime: AT,
            },
          ],
        },
      });
    return [
      replicated('Deployment', uid('deployment'), []),
      replicated(
        'ReplicaSet',
        uid('replicaset'),
        owner('Deployment', uid('deployment')),
      ),
      ...Array.from({ length: PODS }, (_, pod) =>
        object({
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: {
            name: `${name}-${pod}`,
            namespace,
            uid: uid(`pod-${pod}`),
            labels,
            creationTimestamp: AT,
            ownerReferences: owner('ReplicaSet', uid('replicaset')),
          },
          spec: { nodeName: 'node-1', ...template.spec },
          status: {
            phase: 'Running',
            startTime: AT,
            conditions: ['Initialized', 'Ready', 'ContainersReady'].map(
              type => ({ type, status: 'True', lastTransitionTime: AT }),
            ),
            containerStatuses: [
              {
                name: 'web',
                ready: true,
                restartCount: 0,
                state: { running: { startedAt: AT } },
              },
            ],
          },
        }),
      ),
    ];
  });
}

/** As it would come over the wire. */
function object(content: {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace: string; uid: string } & object;
  spec: object;
  status: object;
}): KubernetesObject {
  return JSON.parse(JSON.stringify(content));
}
