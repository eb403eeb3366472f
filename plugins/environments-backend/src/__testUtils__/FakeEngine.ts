import { randomUUID } from 'node:crypto';
import {
  fieldChanges,
  renderTemplate,
  type Absence,
  type EffectContext,
  type Engine,
  type FoundObjects,
  type RenderContext,
} from '@cairn/plugin-environments-node';
import type {
  ClassComponent,
  DesiredResource,
  InventoryItem,
  PlannedChange,
  ResourceRef,
} from '@cairn/plugin-environments-common';
import { z } from 'zod';
import { refKey } from '../refKey';

interface LiveObject {
  uid: string;
  /** Environment that it belongs to; undefined for somebody else's. */
  environmentId?: string;
  operationId?: string;
  object: Record<string, unknown>;
}

const manifestSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string().optional(),
  }),
});

/** An engine whose system is a map. It keeps the promises of the real ones: create-only, idempotent, exact UIDs. */
export class FakeEngine implements Engine {
  readonly capabilities = { plan: 'exact' as const, hibernate: true };
  readonly live = new Map<string, LiveObject>();
  /** Every effect in order, as `operation Kind/name`. */
  readonly effects: string[] = [];
  /** Called before each effect; may throw or wait. */
  beforeEffect: (
    operation: 'apply' | 'destroy',
    ref: ResourceRef,
    context: EffectContext,
  ) => Promise<void> | void = () => {};
  /** Called after the object exists and before the engine answers. */
  afterEffect: (
    ref: ResourceRef,
    context: EffectContext,
  ) => Promise<void> | void = () => {};
  /** The reason why the system cannot be reached; undefined while it can. */
  away: string | undefined;

  /** Absent: names never changed. */
  withKeptNames?: Engine['withKeptNames'];

  constructor(readonly id: string = 'fake') {}

  async render(
    component: ClassComponent,
    context: RenderContext,
  ): Promise<DesiredResource[]> {
    return (component.inline ?? []).map(template => {
      const object = manifestSchema.parse(
        renderTemplate(template, context, { origin: component.name }),
      );
      return {
        component: component.name,
        engine: this.id,
        ref: {
          cluster: context.environment.cluster,
          apiVersion: object.apiVersion,
          kind: object.kind,
          ...(object.metadata.namespace && {
            namespace: object.metadata.namespace,
          }),
          name: object.metadata.name,
        },
        object,
      };
    });
  }

  async hibernated(desired: DesiredResource[]) {
    return desired;
  }

  async plan(
    desired: DesiredResource[],
    owned: InventoryItem[],
    { environmentId }: { environmentId: string },
  ): Promise<Array<Omit<PlannedChange, 'index'>>> {
    this.#requireReachable();
    const wanted = new Set(desired.map(({ ref }) => refKey(ref)));
    return [
      ...desired.map(one => this.#planOne(one, environmentId)),
      ...owned
        .filter(
          ({ ref, uid }) =>
            !wanted.has(refKey(ref)) && this.live.get(refKey(ref))?.uid === uid,
        )
        .map(({ component, engine, ref, uid }) => ({
          component,
          engine,
          operation: 'delete' as const,
          ref,
          before: this.live.get(refKey(ref))?.object,
          liveUid: uid,
          fields: [],
          warnings: [],
        })),
    ];
  }

  async apply(change: PlannedChange, context: EffectContext) {
    await this.beforeEffect('apply', change.ref, context);
    this.#requireReachable();
    const key = refKey(change.ref);
    const existing = this.live.get(key);
    if (
      existing &&
      change.operation === 'update' &&
      existing.uid === change.liveUid
    ) {
      existing.object = change.object ?? {};
      this.effects.push(`update ${change.ref.kind}/${change.ref.name}`);
      return { ref: change.ref, uid: existing.uid };
    }
    if (existing && existing.operationId !== context.operationId) {
      throw new Error(`${change.ref.kind} ${change.ref.name} already exists`);
    }
    const live = existing ?? {
      uid: randomUUID(),
      environmentId: context.environmentId,
      operationId: context.operationId,
      object: change.object ?? {},
    };
    if (!existing) {
      this.live.set(key, live);
      this.effects.push(`create ${change.ref.kind}/${change.ref.name}`);
    }
    context.progress(`waiting for ${change.ref.name}`);
    await this.afterEffect(change.ref, context);
    return { ref: change.ref, uid: live.uid };
  }

  async observe(items: InventoryItem[]) {
    return items.map(({ id, ref, uid }) => {
      const isThere = this.live.get(refKey(ref))?.uid === uid;
      const found = isThere
        ? { status: 'Ready' as const, message: 'It is there.' }
        : { status: 'Missing' as const, message: 'It does not exist.' };
      return {
        id,
        ...(this.away
          ? { status: 'Unknown' as const, message: this.away }
          : found),
        observedAt: new Date().toISOString(),
        links: [],
      };
    });
  }

  watched(): [] {
    return [];
  }

  async ownersOf(_item: InventoryItem, paths: string[]) {
    return paths.map(path => ({ path }));
  }

  async read(item: InventoryItem) {
    this.#requireReachable();
    return this.live.get(refKey(item.ref))?.object;
  }

  async destroy(item: InventoryItem, context: EffectContext) {
    await this.beforeEffect('destroy', item.ref, context);
    this.#requireReachable();
    const key = refKey(item.ref);
    if (this.live.get(key)?.uid === item.uid) {
      this.live.delete(key);
      this.effects.push(`delete ${item.ref.kind}/${item.ref.name}`);
    }
  }

  async children(): Promise<[]> {
    return [];
  }

  async confirmAbsent({ ref, uid }: InventoryItem): Promise<Absence> {
    if (this.away) {
      return { state: 'unknown', message: this.away };
    }
    return this.live.get(refKey(ref))?.uid === uid
      ? { state: 'present', message: 'It is still there' }
      : { state: 'absent', confirmedAt: new Date().toISOString() };
  }

  async find(
    cluster: string,
    { environmentId }: { environmentId?: string },
  ): Promise<FoundObjects> {
    if (this.away) {
      return {
        objects: [],
        kinds: 0,
        failed: [{ kind: 'Anything', message: this.away }],
      };
    }
    const objects = [...this.live.values()].flatMap(live => {
      const { apiVersion, kind, metadata } = manifestSchema.parse(live.object);
      return live.environmentId !== undefined &&
        (environmentId ?? live.environmentId) === live.environmentId
        ? [
            {
              ref: {
                cluster,
                apiVersion,
                kind,
                ...(metadata.namespace && { namespace: metadata.namespace }),
                name: metadata.name,
              },
              uid: live.uid,
              environmentId: live.environmentId,
              ...(live.operationId && { operationId: live.operationId }),
              owned: false,
            },
          ]
        : [];
    });
    return { objects, kinds: 1, failed: [] };
  }

  #planOne(
    { component, engine, ref, object }: DesiredResource,
    environmentId: string,
  ): Omit<PlannedChange, 'index'> {
    const live = this.live.get(refKey(ref));
    const change = { component, engine, ref, object, fields: [], warnings: [] };
    if (!live) {
      return { ...change, operation: 'create' };
    }
    const fields = fieldChanges(live.object, object);
    return live.environmentId === environmentId
      ? {
          ...change,
          operation: fields.length > 0 ? 'update' : 'unchanged',
          before: live.object,
          liveUid: live.uid,
          fields,
        }
      : {
          ...change,
          operation: 'conflict',
          before: live.object,
          liveUid: live.uid,
          reason: 'it exists and does not belong to this environment',
        };
  }

  #requireReachable(): void {
    if (this.away) {
      throw new Error(this.away);
    }
  }
}

/** Waits for nothing, until the backend stops: where a crash is meant to hit. */
export function untilStopped({ signal }: EffectContext): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });
}
