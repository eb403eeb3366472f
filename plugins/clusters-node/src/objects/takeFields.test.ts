import type { KubernetesClient, KubernetesObject } from '../Clusters';
import { takeFields } from './takeFields';

const ours = { manager: 'cairn', operation: 'Update' };
const status = {
  manager: 'kube-controller-manager',
  operation: 'Update',
  subresource: 'status',
};

function object(managedFields: Array<Record<string, string>>) {
  return {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: 'quota', namespace: 'env-a', uid: 'u1', managedFields },
  } satisfies KubernetesObject;
}

function clientWith(
  request: KubernetesClient['request'],
  get: KubernetesClient['get'],
): KubernetesClient {
  const never = () => {
    throw new Error('is not asked');
  };
  return {
    request,
    get,
    pathOf: async () => '/p',
    list: never,
    pages: never,
    watch: never,
    identity: never,
    version: never,
  };
}

it('changes only its own entry, and looks again where that has moved', async () => {
  const paths: unknown[] = [];
  const taken = object([status, { ...ours, operation: 'Apply' }]);
  const client = clientWith(
    async ({ body }) => {
      paths.push(body);
      return paths.length === 1
        ? { status: 422, warnings: [], body: { reason: 'Invalid' } }
        : { status: 200, warnings: [], body: taken };
    },
    async () => object([status, ours]),
  );
  await expect(takeFields(client, object([ours]), {})).resolves.toEqual(taken);
  const patch = (entry: number) => [
    { op: 'test', path: '/metadata/uid', value: 'u1' },
    {
      op: 'test',
      path: `/metadata/managedFields/${entry}/manager`,
      value: 'cairn',
    },
    {
      op: 'test',
      path: `/metadata/managedFields/${entry}/operation`,
      value: 'Update',
    },
    {
      op: 'replace',
      path: `/metadata/managedFields/${entry}/operation`,
      value: 'Apply',
    },
  ];
  expect(paths).toEqual([patch(0), patch(1)]);
});
