import fc from 'fast-check';
import { TestDatabases } from '@backstage/backend-test-utils';
import { REDACTED } from '@cairn/plugin-clusters-node';
import { environmentClassSchema } from '@cairn/plugin-environments-common';
import { MemoryClasses } from '../__testUtils__/MemoryClasses';
import { startEnvironments, wanted } from '../__testUtils__/startEnvironments';
import { redactChange } from './redactChange';
import { SecretScrubber } from './SecretScrubber';

const CANARY = 'canary-7f3a9c-value';
const CANARY_BASE64 = Buffer.from(CANARY).toString('base64');
const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const classWithSecrets = environmentClassSchema.parse({
  apiVersion: 'cairn.dev/v1alpha1',
  kind: 'EnvironmentClass',
  metadata: { name: 'sandbox' },
  spec: {
    owner: 'group:default/platform-team',
    parameters: { type: 'object', properties: { size: {} } },
    lifecycle: {},
    placement: { clusters: ['local'] },
    components: [
      {
        name: 'all',
        engine: 'fake',
        inline: [
          {
            apiVersion: 'v1',
            kind: 'Secret',
            metadata: { name: 'texts' },
            stringData: { password: CANARY },
          },
          {
            apiVersion: 'v1',
            kind: 'Secret',
            metadata: { name: 'bytes' },
            data: { password: CANARY_BASE64 },
          },
          {
            apiVersion: 'apps/v1',
            kind: 'Deployment',
            metadata: { name: 'app' },
            spec: {
              template: {
                spec: {
                  containers: [
                    { env: [{ name: 'DB_PASSWORD', value: CANARY }] },
                  ],
                },
              },
            },
          },
        ],
      },
    ],
  },
});

describe('a secret value', () => {
  it('is applied, and is nowhere else: not stored, not answered, not told, not asked of policy', async () => {
    const knex = await databases.init('SQLITE_3');
    const { amara, create, engine, events, finish, policy } =
      await startEnvironments({
        database: { getClient: async () => knex },
        classes: new MemoryClasses(classWithSecrets),
      });
    const answers: unknown[] = [];
    engine.beforeEffect = (_operation, { name }, { progress }) => {
      progress(`sending ${CANARY}`);
      if (name === 'app') {
        throw new Error(
          `invalid value "${CANARY}" or ${CANARY_BASE64} in stringData`,
        );
      }
    };
    answers.push((await amara.post('/plans', wanted)).body);
    const run = await create();
    expect(run.state).toBe('Failed');
    expect(run.message).toContain(REDACTED);
    answers.push(run);

    // The real values got where they belong.
    const live = JSON.stringify([...engine.live.values()]);
    expect(live).toContain(CANARY);
    expect(live).toContain(CANARY_BASE64);

    const resources = await amara.get('/environments/shop/resources');
    expect(resources.body.length).toBeGreaterThan(0);
    for (const { id } of resources.body) {
      const manifest = await amara.get(
        `/environments/shop/resources/${id}/manifest`,
      );
      expect(manifest.body.kind).toBe('Secret');
      answers.push(manifest.body);
    }
    engine.beforeEffect = () => {};
    const destroy = await amara.post('/plans', {
      action: 'destroy',
      environment: 'shop',
    });
    answers.push(destroy.body, await finish(destroy.body));
    for (const path of ['/environments', '/environments/shop/runs']) {
      answers.push((await amara.get(path)).body);
    }

    const stored = await Promise.all(
      [
        'environments',
        'plans',
        'runs',
        'run_steps',
        'inventory',
        'environment_entities',
      ].map(table => knex(table).select('*')),
    );
    const seen = JSON.stringify([answers, stored, policy.asked, events.events]);
    expect(seen).toContain(REDACTED);
    expect(seen).not.toContain(CANARY);
    expect(seen).not.toContain(CANARY_BASE64);
  });
});

describe('redactChange', () => {
  const ref = { cluster: 'c', apiVersion: 'v1', kind: 'Secret', name: 's' };

  it('redacts the fields of a Secret', () => {
    const { fields } = redactChange({
      component: 'a',
      engine: 'fake',
      operation: 'update',
      ref,
      fields: [
        { path: '/data/password', before: 'old', after: 'new' },
        { path: '/data', after: { password: 'new' } },
        { path: '/metadata/labels/a', after: 'b' },
      ],
      warnings: [],
    });
    expect(fields).toEqual([
      { path: '/data/password', before: REDACTED, after: REDACTED },
      { path: '/data', after: REDACTED },
      { path: '/metadata/labels/a', after: 'b' },
    ]);
  });

  it('redacts a field that is named like a secret', () => {
    const change = redactChange({
      component: 'a',
      engine: 'fake',
      operation: 'update',
      ref: { ...ref, kind: 'Database' },
      object: { spec: { adminPassword: 'abc' } },
      fields: [{ path: '/spec/adminPassword', after: 'abc' }],
      warnings: [],
    });
    expect(change.object).toEqual({ spec: { adminPassword: REDACTED } });
    expect(change.fields).toEqual([
      { path: '/spec/adminPassword', after: REDACTED },
    ]);
  });

  it('redacts a field that leads to a secret variable', () => {
    const object = { env: [{ name: 'TOKEN', value: 'abc' }] };
    const { fields } = redactChange({
      component: 'a',
      engine: 'fake',
      operation: 'update',
      ref: { ...ref, kind: 'Deployment' },
      object,
      fields: [{ path: '/env/0/value', after: 'abc' }],
      warnings: [],
    });
    expect(fields).toEqual([{ path: '/env/0/value', after: REDACTED }]);
  });
});

describe('SecretScrubber', () => {
  it('takes secret values out of any text', () => {
    fc.assert(
      fc.property(
        fc.uuid(),
        fc.string(),
        fc.string(),
        (secret, before, after) => {
          const scrubber = SecretScrubber.of([
            { object: { kind: 'Secret', stringData: { a: secret } } },
          ]);
          expect(scrubber.scrub(`${before}${secret}${after}`)).not.toContain(
            secret,
          );
        },
      ),
    );
  });

  it('leaves ordinary words', () => {
    const scrubber = SecretScrubber.of([
      { object: { kind: 'Secret', data: { a: 'eA==', b: '' } } },
    ]);
    expect(scrubber.scrub('x marks the spot')).toBe('x marks the spot');
  });
});
