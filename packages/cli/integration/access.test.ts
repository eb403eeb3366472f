import { readFileSync, statSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import {
  clusterClients,
  environment,
  expectForbidden,
  makeNamespaces,
  RBAC,
  removeNamespaces,
} from './accessFixtures';
import type { ClusterClient } from './clusterClient';
import { testPlatform } from './testPlatform';

const platform = testPlatform();
const clients = clusterClients();
const { writer, reader } = clients;

const reviewSchema = z.object({ status: z.object({ allowed: z.boolean() }) });

async function canI(
  client: ClusterClient,
  verb: string,
  group: string,
  resource: string,
  where: { namespace?: string; name?: string } = {},
): Promise<boolean> {
  const [kind, subresource] = resource.split('/');
  const answer = await client.send(
    'POST',
    '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
    {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectAccessReview',
      spec: {
        resourceAttributes: {
          verb,
          group,
          resource: kind,
          subresource,
          ...where,
        },
      },
    },
  );
  return reviewSchema.parse(answer.body).status.allowed;
}

describe('what the accounts of Cairn may do in the cluster, by role', () => {
  const mine = environment('access');
  const other = environment('other');

  beforeAll(() => makeNamespaces(clients, mine, other));

  afterAll(async () => {
    await removeNamespaces(clients, mine, other);
    await clients.close();
  });

  describe('by role', () => {
    it.each([
      ['create', '', 'namespaces', {}],
      ['patch', '', 'resourcequotas', {}],
      ['delete', 'networking.k8s.io', 'networkpolicies', {}],
      ['create', RBAC, 'rolebindings', {}],
      ['bind', RBAC, 'clusterroles', { name: 'cairn-env' }],
      ['bind', RBAC, 'clusterroles', { name: 'edit' }],
      ['create', 'argoproj.io', 'applications', { namespace: 'argocd' }],
      ['create', 'argoproj.io', 'appprojects', { namespace: 'argocd' }],
    ])('lets the writer %s %s/%s %j', async (verb, group, resource, where) => {
      expect(await canI(writer, verb, group, resource, where)).toBe(true);
    });

    it.each([
      ['*', '*', '*', {}],
      ['get', '', 'secrets', {}],
      ['list', '', 'secrets', { namespace: 'argocd' }],
      ['get', '', 'secrets', { namespace: mine.namespace, name: 'a' }],
      ['patch', '', 'secrets', { namespace: mine.namespace, name: 'a' }],
      ['list', '', 'secrets', { namespace: mine.namespace }],
      ['deletecollection', '', 'configmaps', { namespace: mine.namespace }],
      ['create', '', 'serviceaccounts/token', { namespace: mine.namespace }],
      ['create', '', 'pods/exec', { namespace: mine.namespace }],
      ['impersonate', '', 'users', {}],
      ['impersonate', '', 'serviceaccounts', {}],
      ['escalate', RBAC, 'clusterroles', {}],
      ['escalate', RBAC, 'roles', {}],
      ['bind', RBAC, 'clusterroles', { name: 'cluster-admin' }],
      ['bind', RBAC, 'clusterroles', { name: 'admin' }],
      ['bind', RBAC, 'clusterroles', {}],
      ['create', RBAC, 'clusterrolebindings', {}],
      ['create', RBAC, 'roles', { namespace: mine.namespace }],
      ['patch', RBAC, 'clusterroles', { name: 'cairn-env' }],
      [
        'patch',
        'admissionregistration.k8s.io',
        'validatingadmissionpolicies',
        {},
      ],
      [
        'delete',
        'admissionregistration.k8s.io',
        'validatingadmissionpolicybindings',
        {},
      ],
      ['update', '', 'namespaces/finalize', {}],
      ['create', 'argoproj.io', 'applications', { namespace: 'default' }],
      ['create', 'argoproj.io', 'applicationsets', { namespace: 'argocd' }],
      ['create', 'apiextensions.k8s.io', 'customresourcedefinitions', {}],
      ['patch', '', 'nodes', {}],
    ])(
      'does not let the writer %s %s/%s %j',
      async (verb, group, resource, where) => {
        expect(await canI(writer, verb, group, resource, where)).toBe(false);
      },
    );

    it.each([
      ['list', '', 'pods'],
      ['watch', 'apps', 'deployments'],
      ['get', '', 'pods/log'],
      ['list', 'argoproj.io', 'applications'],
    ])('lets the reader %s %s/%s', async (verb, group, resource) => {
      expect(await canI(reader, verb, group, resource)).toBe(true);
    });

    it.each([
      ['get', '', 'secrets'],
      ['list', '', 'secrets'],
      ['create', '', 'configmaps'],
      ['patch', 'apps', 'deployments'],
      ['delete', '', 'pods'],
      ['create', '', 'pods/exec'],
      ['get', '', 'nodes/proxy'],
      ['get', '', 'pods/proxy'],
      ['get', '', 'services/proxy'],
      ['create', '', 'serviceaccounts/token'],
      ['impersonate', '', 'users'],
    ])('does not let the reader %s %s/%s', async (verb, group, resource) => {
      expect(await canI(reader, verb, group, resource)).toBe(false);
    });
  });

  it('keeps secrets from both, for real', async () => {
    for (const client of [writer, reader]) {
      expectForbidden(
        await client.send('GET', '/api/v1/namespaces/argocd/secrets'),
      );
    }
  });

  it('signs in with tokens that end, from files of their owner alone', () => {
    for (const file of [
      platform.kubeconfig.writer,
      platform.kubeconfig.reader,
    ]) {
      expect(statSync(file).mode & 0o777).toBe(0o600);
      const token = z
        .object({
          users: z.tuple([z.object({ user: z.object({ token: z.string() }) })]),
        })
        .parse(parse(readFileSync(file, 'utf8'))).users[0].user.token;
      const claims = z
        .object({ iat: z.number(), exp: z.number() })
        .parse(
          JSON.parse(
            Buffer.from(token.split('.')[1] ?? '', 'base64url').toString(),
          ),
        );
      expect((claims.exp - claims.iat) / 86_400).toBeCloseTo(90, 0);
    }
  });
});
