import { ConflictError } from '@backstage/errors';
import type {
  DesiredResource,
  InventoryItem,
  PlannedChange,
} from '@cairn/plugin-environments-common';
import {
  renderTemplate,
  type EnvironmentClass,
} from '@cairn/plugin-environments-node';
import type { EngineRegistry } from '../engines/EngineRegistry';
import type { PlanResult } from '../plans/PlanResult';
import { renderClass } from '../plans/renderClass';
import { refKey, refTitle } from '../refKey';
import type { ClassVersionsStore } from '../store/ClassVersionsStore';

/**
 * What a run needs beside its plan, unless it destroys. The plan is stored without secret values, so the objects are rendered
 * again; the same class and the same context give the same objects.
 */
export class TargetInputs {
  readonly #class: EnvironmentClass;
  readonly #stored: PlanResult;
  readonly #desired: Map<string, DesiredResource>;

  /** @throws ConflictError where that version of the class is not known any more */
  static async load(
    stored: PlanResult,
    classes: ClassVersionsStore,
    engines: EngineRegistry,
  ): Promise<TargetInputs> {
    const { plan, target } = stored;
    const cls = await classes.get(plan.class.version);
    if (!target || !cls) {
      throw new ConflictError(
        `Version ${plan.class.version} of class '${plan.class.name}' is not known any more, so the rest of the run cannot be made as planned. Plan again.`,
      );
    }
    return new TargetInputs(
      cls,
      stored,
      await renderClass(cls, target.context, engines),
    );
  }

  private constructor(
    cls: EnvironmentClass,
    stored: PlanResult,
    desired: DesiredResource[],
  ) {
    this.#class = cls;
    this.#stored = stored;
    this.#desired = new Map(desired.map(one => [refKey(one.ref), one]));
  }

  get desired(): DesiredResource[] {
    return [...this.#desired.values()];
  }

  /** The change at an index of the plan, with the whole object. */
  change(index: number): PlannedChange {
    const change = this.#stored.plan.changes[index];
    const desired = this.#desired.get(refKey(change.ref));
    if (!desired) {
      throw new ConflictError(
        `${refTitle(change.ref)} is not among what the class makes now`,
      );
    }
    return { ...change, object: desired.object };
  }

  /** What the class gives to people, for example links. */
  outputs(): Record<string, string> {
    const { outputs } = this.#class.definition.spec;
    const context = this.#stored.target?.context;
    if (!context) {
      return {};
    }
    return Object.fromEntries(
      Object.entries(outputs).map(([name, template]) => [
        name,
        String(renderTemplate(template, context, { origin: 'spec.outputs' })),
      ]),
    );
  }
}

/** The item that a destroying step is about; undefined where it was seen to be gone before. */
export function ownedBy(
  owned: InventoryItem[],
  { ref, liveUid }: Pick<PlannedChange, 'ref' | 'liveUid'>,
): InventoryItem | undefined {
  const same = owned.filter(item => refKey(item.ref) === refKey(ref));
  return same.find(({ uid }) => uid === liveUid) ?? same[0];
}
