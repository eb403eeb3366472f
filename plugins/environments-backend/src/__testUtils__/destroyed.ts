import { randomUUID } from 'node:crypto';
import type {
  EnvironmentState,
  InventoryItem,
} from '@cairn/plugin-environments-common';
import type {
  Absence,
  FoundObject,
  FoundObjects,
} from '@cairn/plugin-environments-node';
import { createStores } from '../store/Stores';
import { FakeEngine } from './FakeEngine';

type Database = Parameters<typeof createStores>[0];

/** An engine that says of each object, and of a search, what it is told to. */
export class TellingEngine extends FakeEngine {
  /** What is said of an object, by name; others are gone. */
  readonly said = new Map<string, Absence | (() => Absence)>();
  found: FoundObject[] = [];
  failed: FoundObjects['failed'] = [];
  /** Names of the objects that were asked about, in order. */
  readonly asked: string[] = [];

  async confirmAbsent(item: InventoryItem): Promise<Absence> {
    this.asked.push(item.ref.name);
    const said = this.said.get(item.ref.name);
    return (
      (typeof said === 'function' ? said() : said) ?? {
        state: 'absent',
        confirmedAt: '2026-01-02T00:00:00.000Z',
      }
    );
  }

  async find(
    cluster: string,
    { environmentId }: { environmentId?: string },
  ): Promise<FoundObjects> {
    return {
      objects: this.found.filter(
        object =>
          object.ref.cluster === cluster &&
          (environmentId ?? object.environmentId) === object.environmentId,
      ),
      kinds: 3,
      failed: this.failed,
    };
  }
}

/** An environment in the store, with objects that it owns, without any run. */
export async function storedEnvironment(
  knex: Database,
  {
    name = 'shop',
    objects = [],
    state = 'Destroying',
    destroyedAt,
    owner = 'group:default/checkout-team',
  }: {
    name?: string;
    objects?: string[];
    state?: EnvironmentState;
    destroyedAt?: string;
    owner?: string;
  } = {},
) {
  const id = randomUUID();
  const at = '2026-01-01T00:00:00.000Z';
  await knex('environments').insert({
    id,
    name,
    live_name: destroyedAt ? null : name,
    title: name,
    owner,
    class_name: 'sandbox',
    class_version: 'sha256:1',
    class_facts: JSON.stringify({
      name: 'sandbox',
      version: 'sha256:1',
      owner: 'group:default/platform-team',
      lifecycle: { production: false },
    }),
    cluster: 'local',
    namespace: `env-${name}`,
    parameters: '{}',
    state,
    reason: '',
    since: at,
    conditions: '[]',
    outputs: '{}',
    created_at: at,
    created_by: 'user:default/amara.okafor',
    destroyed_at: destroyedAt ?? null,
  });
  const { destroyedItems } = createStores(knex);
  await destroyedItems.adopt(
    id,
    objects.map(object => ({
      component: 'base',
      engine: 'fake',
      ref: configMap(name, object),
      uid: `uid-${object}`,
      clusterIdentity: 'cluster-1',
    })),
    new Date(at),
  );
  return {
    id,
    run: {
      id: randomUUID(),
      environmentId: id,
      digest: `sha256:${'d'.repeat(64)}`,
      startedBy: 'user:default/amara.okafor',
      createdAt: '2026-01-01T12:00:00.000Z',
    },
  };
}

/** Where an object of an environment is. */
export function configMap(environment: string, name: string) {
  return {
    cluster: 'local',
    apiVersion: 'v1',
    kind: 'ConfigMap',
    namespace: `env-${environment}`,
    name,
  };
}

/** An environment's own namespace, as a search finds it. */
export function foundNamespace(
  environmentId: string,
  name: string,
): FoundObject {
  return {
    ref: { cluster: 'local', apiVersion: 'v1', kind: 'Namespace', name },
    uid: `uid-of-${name}`,
    environmentId,
    owned: false,
  };
}
