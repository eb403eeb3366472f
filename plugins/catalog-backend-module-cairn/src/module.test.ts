import type { Entity } from '@backstage/catalog-model';
import { mockServices } from '@backstage/backend-test-utils';
import type { EntityProviderMutation } from '@backstage/plugin-catalog-node';
import {
  environmentClassSchema,
  type Environment,
} from '@cairn/plugin-environments-common';
import { classEntity } from './classes/classEntity';
import { EnvironmentClassProcessor } from './classes/EnvironmentClassProcessor';
import { EnvironmentClassProvider } from './classes/EnvironmentClassProvider';
import { EnvironmentEntityProvider } from './environments/EnvironmentEntityProvider';

const cls = {
  definition: environmentClassSchema.parse({
    apiVersion: 'cairn.dev/v1alpha1',
    kind: 'EnvironmentClass',
    metadata: {
      name: 'sandbox',
      title: 'Sandbox',
      annotations: { 'backstage.io/techdocs-ref': 'dir:.' },
    },
    spec: {
      owner: 'group:default/platform-team',
      parameters: { type: 'object' },
      lifecycle: { ttl: '72h' },
      placement: { clusters: ['local'] },
      components: [{ name: 'namespace', engine: 'kubernetes', inline: [] }],
    },
  }),
  sources: new Map<string, string>(),
  version: 'sha256:1',
  location: 'file:/classes/sandbox/class.yaml',
};

const environment: Environment = {
  id: 'b4d7e6a0-0000-4000-8000-000000000001',
  name: 'shop',
  title: 'shop',
  owner: 'group:default/checkout-team',
  class: { name: 'sandbox', version: 'sha256:1' },
  cluster: 'local',
  namespace: 'env-shop',
  parameters: {},
  mode: 'awake',
  lease: {
    renewals: { used: 0, allowed: 0 },
    lastActivityAt: '2026-01-01T00:00:00.000Z',
  },
  entities: ['component:default/cart-api'],
  state: 'Ready',
  reason: 'fine',
  since: '2026-01-01T00:00:00.000Z',
  conditions: [],
  outputs: {},
  createdAt: '2026-01-01T00:00:00.000Z',
  createdBy: 'user:default/amara.okafor',
};

/** A catalog that keeps what it is given, and lets a test wait for it. */
function connection() {
  const mutations: EntityProviderMutation[] = [];
  let arrived = () => {};
  return {
    mutations,
    entities: () => {
      const last = mutations.at(-1);
      return last?.type === 'full'
        ? last.entities.map(({ entity }) => entity)
        : [];
    },
    next: () =>
      new Promise<void>(resolve => {
        arrived = resolve;
      }),
    applyMutation: async (mutation: EntityProviderMutation) => {
      mutations.push(mutation);
      arrived();
    },
    refresh: async () => {},
  };
}

describe('EnvironmentClassProcessor', () => {
  const processor = new EnvironmentClassProcessor();

  it('takes what the provider makes of a class', async () => {
    expect(await processor.validateEntityKind(classEntity(cls))).toBe(true);
  });

  it('leaves other kinds to others', async () => {
    const entity = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name: 'a' },
    };
    expect(await processor.validateEntityKind(entity)).toBe(false);
  });

  it('refuses a class that is none, and names the field', async () => {
    const entity: Entity = { ...classEntity(cls), spec: { owner: 'a' } };
    await expect(processor.validateEntityKind(entity)).rejects.toThrow(
      /spec\.parameters.*spec\.components/,
    );
  });

  it('relates a class and its owner, both ways', async () => {
    const emit = jest.fn();
    await processor.postProcessEntity(classEntity(cls), undefined, emit);
    const self = {
      kind: 'EnvironmentClass',
      namespace: 'default',
      name: 'sandbox',
    };
    const owner = {
      kind: 'group',
      namespace: 'default',
      name: 'platform-team',
    };
    expect(emit.mock.calls.map(([{ relation }]) => relation)).toEqual([
      { source: self, type: 'ownedBy', target: owner },
      { source: owner, type: 'ownerOf', target: self },
    ]);
  });
});

describe('EnvironmentClassProvider', () => {
  it('provides the classes, and again when one changed', async () => {
    let changed = () => {};
    const classes = [cls];
    const provider = new EnvironmentClassProvider({
      classes: {
        list: async () => ({ classes: [...classes], invalid: [] }),
        get: async () => cls,
        onChange: listener => {
          changed = listener;
          return () => {};
        },
      },
      logger: mockServices.logger.mock(),
    });
    const catalog = connection();
    await provider.connect(catalog);
    expect(catalog.entities()).toEqual([
      expect.objectContaining({
        kind: 'EnvironmentClass',
        metadata: expect.objectContaining({
          title: 'Sandbox',
          annotations: {
            'backstage.io/techdocs-ref': 'dir:.',
            'backstage.io/managed-by-location': cls.location,
            'backstage.io/managed-by-origin-location': cls.location,
          },
        }),
        spec: expect.objectContaining({
          version: 'sha256:1',
          owner: 'group:default/platform-team',
        }),
      }),
    ]);
    classes.pop();
    const again = catalog.next();
    changed();
    await again;
    expect(catalog.entities()).toEqual([]);
  });
});

describe('EnvironmentEntityProvider', () => {
  const logger = mockServices.logger.mock();

  it('provides environments that depend on their class and components', async () => {
    const catalog = connection();
    const provider = new EnvironmentEntityProvider({
      read: async () => [environment],
      events: mockServices.events.mock(),
      logger,
    });
    const first = catalog.next();
    await provider.connect(catalog);
    await first;
    provider.close();
    expect(catalog.entities()).toEqual([
      expect.objectContaining({
        kind: 'Resource',
        metadata: expect.objectContaining({
          name: 'shop',
          annotations: expect.objectContaining({
            'cairn.dev/environment': environment.id,
            'backstage.io/managed-by-location': 'cairn-environment:shop',
            'backstage.io/managed-by-origin-location': 'cairn-environment:shop',
          }),
        }),
        spec: {
          type: 'environment',
          owner: 'group:default/checkout-team',
          dependsOn: [
            'environmentclass:default/sandbox',
            'component:default/cart-api',
          ],
        },
      }),
    ]);
  });

  it('follows events', async () => {
    const environments = [environment];
    let tell: () => Promise<void> = async () => {};
    const catalog = connection();
    const provider = new EnvironmentEntityProvider({
      read: async () => [...environments],
      events: mockServices.events.mock({
        subscribe: async ({ topics, onEvent }) => {
          expect(topics).toEqual(['cairn.environments']);
          tell = () => onEvent({ topic: topics[0], eventPayload: {} });
        },
      }),
      logger,
    });
    const first = catalog.next();
    await provider.connect(catalog);
    await first;
    environments.pop();
    await tell();
    provider.close();
    expect(catalog.entities()).toEqual([]);
  });

  it('tries again until the environments can be read', async () => {
    const catalog = connection();
    let attempts = 0;
    const provider = new EnvironmentEntityProvider({
      read: async () => {
        attempts += 1;
        if (attempts < 2) {
          throw new Error('503');
        }
        return [environment];
      },
      events: mockServices.events.mock(),
      logger,
    });
    const provided = catalog.next();
    await provider.connect(catalog);
    await provided;
    provider.close();
    expect(attempts).toBe(2);
    expect(catalog.entities()).toHaveLength(1);
  });

  it('makes one refresh of many wishes at the same time', async () => {
    let reads = 0;
    const provider = new EnvironmentEntityProvider({
      read: async () => {
        reads += 1;
        return [];
      },
      events: mockServices.events.mock(),
      logger,
    });
    await Promise.all(Array.from({ length: 20 }, () => provider.refresh()));
    expect(reads).toBe(2);
  });
});
