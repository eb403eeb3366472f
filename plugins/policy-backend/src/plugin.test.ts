import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  platformDependenciesServiceRef,
  type PlatformDependencies,
} from '@cairn/plugin-platform-node';
import { OpaProcess } from '@cairn/plugin-policy-node/testing';
import request from 'supertest';
import policyPlugin from './index';

jest.setTimeout(60_000);

let opa: OpaProcess;
beforeAll(async () => {
  opa = await OpaProcess.start({ revision: 'r-3' });
});
afterAll(() => opa.stop());

async function start(options: {
  url?: string;
  result?: AuthorizeResult.ALLOW | AuthorizeResult.DENY;
}) {
  const registries: PlatformDependencies[] = [];
  const observer = createBackendPlugin({
    pluginId: 'observer',
    register(env) {
      env.registerInit({
        deps: { dependencies: platformDependenciesServiceRef },
        async init({ dependencies }) {
          registries.push(dependencies);
        },
      });
    },
  });
  const { url, result = AuthorizeResult.ALLOW } = options;
  const { server } = await startTestBackend({
    features: [
      policyPlugin,
      observer,
      mockServices.rootConfig.factory({
        data: url ? { cairn: { policy: { url } } } : {},
      }),
      mockServices.permissions.factory({ result }),
    ],
  });
  const probe = async () => {
    const [dependency] = registries[0].list();
    return dependency.probe({ signal: AbortSignal.timeout(5000) });
  };
  return { server, probe };
}

it('answers the rules as their source describes them', async () => {
  const { server } = await start({ url: opa.url });
  const { body } = await request(server)
    .get('/api/policy/v1/rules')
    .expect(200);
  expect(body.revision).toBe('r-3');
  expect(body.items).toContainEqual({
    id: 'environment.owner-exists',
    title: 'The owner exists',
    description: expect.stringContaining('belongs to a group'),
    severity: 'deny',
    owner: 'group:default/platform-team',
    docs: expect.any(String),
    source: 'cairn/environments/rules/owner_exists.rego',
  });
});

it('says that it decides, with which rules', async () => {
  const { server, probe } = await start({ url: opa.url });
  const { body } = await request(server)
    .get('/api/policy/v1/status')
    .expect(200);
  expect(body).toMatchObject({
    state: 'ok',
    version: expect.stringMatching(/^\d/),
    revision: 'r-3',
    rules: expect.arrayContaining(['input.well-formed']),
  });
  await expect(probe()).resolves.toMatchObject({
    state: 'ok',
    version: body.version,
    notes: [`${body.rules.length} rules, revision r-3`],
  });
});

it('answers 503 for the rules, and down for the state, where OPA is not there', async () => {
  const { server, probe } = await start({ url: 'http://127.0.0.1:1' });
  const { body } = await request(server)
    .get('/api/policy/v1/rules')
    .expect(503);
  expect(body.error.message).toMatch(/OPA does not answer at/);
  const status = await request(server).get('/api/policy/v1/status').expect(200);
  expect(status.body).toMatchObject({ state: 'down', rules: [] });
  expect(status.body.reason).toMatch(/OPA does not answer at/);
  await expect(probe()).rejects.toThrow(/OPA does not answer at/);
});

it('is off, and says what to set, where it is not configured', async () => {
  const { server, probe } = await start({});
  const { body } = await request(server)
    .get('/api/policy/v1/status')
    .expect(200);
  expect(body).toMatchObject({ state: 'off' });
  await expect(probe()).resolves.toMatchObject({
    state: 'off',
    action: expect.stringContaining('cairn.policy.url'),
  });
});

it.each(['rules', 'status'])(
  'refuses %s to those who may not read it',
  async path => {
    const { server } = await start({
      url: opa.url,
      result: AuthorizeResult.DENY,
    });
    const { body } = await request(server)
      .get(`/api/policy/v1/${path}`)
      .expect(403);
    expect(body.error.message).toMatch(/policy.read/);
  },
);

it.each(['rules', 'status'])('refuses %s to machines', async path => {
  const { server } = await start({ url: opa.url });
  await request(server)
    .get(`/api/policy/v1/${path}`)
    .set('Authorization', 'Bearer mock-service-token')
    .expect(403);
});
