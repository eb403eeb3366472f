import { ConflictError } from '@backstage/errors';
import { redactObject } from '@cairn/plugin-clusters-node';
import type {
  DesiredResource,
  EnvironmentClassDefinition,
  InventoryItem,
  PlannedChange,
} from '@cairn/plugin-environments-common';
import {
  renderTemplate,
  type EnvironmentClass,
} from '@cairn/plugin-environments-node';
import type { EngineRegistry } from '../engines/EngineRegistry';
import type { PlanResult, PlanTarget } from '../plans/PlanResult';
import { renderClass } from '../plans/renderClass';
import { canonical } from '../plans/seal';
import { refKey, refTitle } from '../refKey';
import type { ClassVersionsStore } from '../store/ClassVersionsStore';

/**
 * What a run needs beside its plan, unless it destroys. The plan is stored without secret values, so the objects are rendered
 * again; the same class and the same context give the same objects.
 */
export class TargetInputs {
  readonly #class: EnvironmentClass;
  readonly #stored: PlanResult;
  readonly #target: PlanTarget;
  readonly #desired: Map<string, DesiredResource>;

  /**
   * @returns undefined for a plan that destroys
   * @throws ConflictError where that version of the class is not known any more
   */
  static async load(
    stored: PlanResult,
    options: {
      classes: ClassVersionsStore;
      engines: EngineRegistry;
      signal: AbortSignal;
    },
  ): Promise<TargetInputs | undefined> {
    const { plan, target } = stored;
    if (plan.action === 'destroy') {
      return undefined;
    }
    const cls = await options.classes.get(plan.class.version);
    if (!target || !cls) {
      throw new ConflictError(
        `Version ${plan.class.version} of class '${plan.class.name}' is not known any more, so the rest of the run cannot be made as planned. Plan again.`,
      );
    }
    const awake = await renderClass(
      cls,
      target.context,
      options.engines,
      plan.changes.map(({ ref }) => ref),
    );
    const desired =
      plan.mode === 'hibernated' ? await hibernated(awake, options) : awake;
    return new TargetInputs(cls, stored, target, desired);
  }

  private constructor(
    cls: EnvironmentClass,
    stored: PlanResult,
    target: PlanTarget,
    desired: DesiredResource[],
  ) {
    this.#class = cls;
    this.#stored = stored;
    this.#target = target;
    this.#desired = new Map(desired.map(one => [refKey(one.ref), one]));
  }

  get definition(): EnvironmentClassDefinition {
    return this.#class.definition;
  }

  get desired(): DesiredResource[] {
    return [...this.#desired.values()];
  }

  /**
   * The change at an index of the plan, with the whole object.
   *
   * @throws ConflictError where it is another one now: how an engine puts something to sleep depends on what is live
   */
  change(index: number): PlannedChange {
    const change = this.#stored.plan.changes[index];
    const desired = this.#desired.get(refKey(change.ref));
    if (!desired) {
      throw new ConflictError(
        `${refTitle(change.ref)} is not among what the class makes now`,
      );
    }
    if (
      canonical([redactObject(desired.object)]) !== canonical([change.object])
    ) {
      throw new ConflictError(
        `${refTitle(change.ref)} is no longer what was planned; plan again`,
      );
    }
    return { ...change, object: desired.object };
  }

  /** What the class gives to people, for example links. */
  outputs(): Record<string, string> {
    return Object.fromEntries(
      Object.entries(this.definition.spec.outputs).map(([name, template]) => [
        name,
        String(
          renderTemplate(template, this.#target.context, {
            origin: 'spec.outputs',
          }),
        ),
      ]),
    );
  }
}

/** The same resources at rest, each as its engine has it. */
async function hibernated(
  desired: DesiredResource[],
  { engines, signal }: { engines: EngineRegistry; signal: AbortSignal },
): Promise<DesiredResource[]> {
  const names = [...new Set(desired.map(({ engine }) => engine))];
  const asleep = await Promise.all(
    names.map(name =>
      engines.get(name).hibernated(
        desired.filter(({ engine }) => engine === name),
        { signal },
      ),
    ),
  );
  return asleep.flat();
}

/** The item that a deleting step is about; undefined where it was seen to be gone before. */
export function ownedBy(
  owned: InventoryItem[],
  { ref, liveUid }: Pick<PlannedChange, 'ref' | 'liveUid'>,
): InventoryItem | undefined {
  const same = owned.filter(item => refKey(item.ref) === refKey(ref));
  return same.find(({ uid }) => uid === liveUid) ?? same[0];
}
