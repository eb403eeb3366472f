import { resolve } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { FilePriceLists } from '@cairn/plugin-cost-node';
import { summarizeClass } from '@cairn/plugin-environments-common';
import {
  FolderEnvironmentClasses,
  renderTemplate,
  type RenderContext,
} from '@cairn/plugin-environments-node';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { scheduleAt } from './leases/schedule';
import { entityParameters } from './plans/entityParameters';

const NAMES = [
  'container',
  'postgres',
  'sandbox',
  'service-dev',
  'service-preview',
  'staging',
  'team-onboarding',
];

const shipped = new FolderEnvironmentClasses({
  folders: [resolve(__dirname, '../../../classes')],
  logger: mockServices.logger.mock(),
});

afterAll(() => shipped.close());

function contextWith(
  parameters: Record<string, unknown>,
  entities: Record<string, unknown> = {},
): RenderContext {
  return {
    environment: {
      id: 'b4d7e6a0-0000-4000-8000-000000000001',
      name: 'shop',
      namespace: 'env-shop',
      owner: 'group:default/checkout-team',
      ownerName: 'checkout-team',
      cluster: 'local',
    },
    class: { name: 'any', version: 'sha256:1' },
    parameters,
    entities,
    git: { url: 'http://localhost:7009' },
  };
}

describe('the classes of this repository', () => {
  it('are all valid', async () => {
    const { classes, invalid } = await shipped.list();
    expect(invalid).toEqual([]);
    expect(
      classes.map(({ definition }) => definition.metadata.name).sort(),
    ).toEqual([...NAMES]);
  });

  it.each(NAMES)(
    '%s says who keeps it, how long it lives, what it may cost, and has documentation',
    async name => {
      const { definition, sources } = await shipped.get(name);
      expect(definition.spec).toMatchObject({
        owner: 'group:default/platform-team',
        lifecycle: { ttl: expect.any(String) },
        budget: { monthly: expect.any(Number) },
      });
      expect(sources.get('README.md')).toContain('# ');
    },
  );

  it.each([
    ['small', '1', '2Gi', '10'],
    ['medium', '2', '4Gi', '20'],
    ['large', '4', '8Gi', '40'],
  ])('bound what %s may use', async (size, cpu, memory, pods) => {
    const { sources } = await shipped.get('sandbox');
    const [quota] = [
      ...parseAllDocuments(sources.get('guard-rails/quota.yaml') ?? ''),
    ].map(document =>
      renderTemplate(document.toJS(), contextWith({ size }), {
        origin: 'quota.yaml',
      }),
    );
    expect(quota).toMatchObject({
      kind: 'ResourceQuota',
      spec: {
        hard: {
          'limits.cpu': cpu,
          'requests.cpu': cpu,
          'limits.memory': memory,
          'requests.memory': memory,
          pods,
        },
      },
    });
  });

  it.each(['small', 'medium', 'large'])(
    'cost no more than their budget, also with the quota of %s used up',
    async size => {
      const larkfield = new FilePriceLists({
        file: resolve(__dirname, '../../../examples/prices/larkfield.yaml'),
      });
      for (const name of [
        'sandbox',
        'service-dev',
        'service-preview',
        'staging',
      ]) {
        const { definition, sources } = await shipped.get(name);
        const objects = [
          ...parseAllDocuments(sources.get('guard-rails/quota.yaml') ?? ''),
        ].map(document => ({
          object: z.record(z.string(), z.unknown()).parse(
            renderTemplate(document.toJS(), contextWith({ size }), {
              origin: 'quota.yaml',
            }),
          ),
        }));
        const price = await larkfield.priceOf(objects);
        const { budget } = summarizeClass(definition, 'sha256:1');
        expect(price?.currency).toBe(budget?.currency);
        expect(price?.ceilingMonthlyMicros).toBeGreaterThan(0);
        expect(price?.ceilingMonthlyMicros).toBeLessThanOrEqual(
          budget?.monthlyMicros ?? 0,
        );
      }
    },
  );

  it('service-preview deploys what the annotations of the service say', async () => {
    const { definition } = await shipped.get('service-preview');
    const { spec } = definition;
    const context = contextWith(
      { service: 'component:default/cart-api', revision: 'feature/x' },
      {
        service: {
          metadata: {
            name: 'cart-api',
            title: 'Cart API',
            annotations: {
              'cairn.dev/repository': 'larkfield/cart-api',
              'cairn.dev/deploy-path': 'deploy/base',
            },
          },
        },
      },
    );
    const application = spec.components.find(
      ({ engine }) => engine === 'argocd',
    );
    expect(application?.needs).toEqual(['namespace']);
    expect(
      renderTemplate(application?.with, context, { origin: 'with' }),
    ).toEqual({
      name: 'cart-api',
      repository: 'http://localhost:7009/larkfield/cart-api.git',
      path: 'deploy/base',
      revision: 'feature/x',
      kustomize: {
        patches: [
          {
            target: { kind: 'NetworkPolicy' },
            patch: expect.stringMatching(/^\$patch: delete\n/),
          },
        ],
      },
    });
    expect(
      renderTemplate(spec.outputs, context, { origin: 'outputs' }),
    ).toMatchObject({ Service: 'Cart API', Revision: 'feature/x' });
    expect(entityParameters(spec.parameters)).toEqual([
      expect.objectContaining({
        name: 'service',
        defaultKind: 'Component',
        allowPlanned: false,
      }),
    ]);
  });

  it('staging deploys each of its services', async () => {
    const { definition } = await shipped.get('staging');
    const { spec } = definition;
    const service = (name: string) => ({
      metadata: {
        name,
        annotations: {
          'cairn.dev/repository': `larkfield/${name}`,
          'cairn.dev/deploy-path': 'deploy/base',
        },
      },
    });
    const context = contextWith(
      {
        services: ['component:default/cart-api', 'component:default/web'],
        revision: 'v2',
      },
      { services: [service('cart-api'), service('web')] },
    );
    const applications = spec.components.find(
      ({ engine }) => engine === 'argocd',
    );
    expect(
      renderTemplate(applications?.with, context, { origin: 'with' }),
    ).toEqual({
      applications: ['cart-api', 'web'].map(name => ({
        name,
        repository: `http://localhost:7009/larkfield/${name}.git`,
        path: 'deploy/base',
        revision: 'v2',
        kustomize: expect.anything(),
      })),
    });
    expect(
      renderTemplate(spec.outputs, context, { origin: 'outputs' }),
    ).toMatchObject({
      Services: 'component:default/cart-api, component:default/web',
    });
    expect(entityParameters(spec.parameters)).toEqual([
      expect.objectContaining({ name: 'services', list: true }),
    ]);
  });

  it('staging sleeps at night and on weekends', async () => {
    const { definition, version } = await shipped.get('staging');
    const { hibernateSchedule } = summarizeClass(definition, version).lifecycle;
    const asleep = (time: string) =>
      hibernateSchedule && scheduleAt(hibernateSchedule, new Date(time)).asleep;
    // A Friday in summer; in Stockholm it is two hours later.
    expect(asleep('2026-07-10T17:59:00Z')).toBe(false);
    expect(asleep('2026-07-10T18:00:00Z')).toBe(true);
    expect(asleep('2026-07-11T10:00:00Z')).toBe(true);
    expect(asleep('2026-07-13T04:59:00Z')).toBe(true);
    expect(asleep('2026-07-13T05:00:00Z')).toBe(false);
  });

  it('service-dev follows the main branch of a service, knowing nothing of it but its ref', async () => {
    const { definition } = await shipped.get('service-dev');
    const { spec } = definition;
    const context = contextWith(
      {
        service: 'component:default/cart-api',
        repository: 'larkfield/cart-api',
        path: 'deploy/overlays/dev',
      },
      {
        service: {
          kind: 'component',
          metadata: { namespace: 'default', name: 'cart-api' },
        },
      },
    );
    const application = spec.components.find(
      ({ engine }) => engine === 'argocd',
    );
    expect(
      renderTemplate(application?.with, context, { origin: 'with' }),
    ).toMatchObject({
      name: 'cart-api',
      repository: 'http://localhost:7009/larkfield/cart-api.git',
      path: 'deploy/overlays/dev',
      revision: 'main',
      automated: true,
    });
    expect(
      renderTemplate(spec.outputs, context, { origin: 'outputs' }),
    ).toMatchObject({ Service: 'cart-api' });
    expect(entityParameters(spec.parameters)).toEqual([
      expect.objectContaining({ name: 'service', allowPlanned: true }),
    ]);
  });
});
