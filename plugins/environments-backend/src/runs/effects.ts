import { ConflictError } from '@backstage/errors';
import type { InventoryItem, Plan } from '@cairn/plugin-environments-common';
import type { EffectContext } from '@cairn/plugin-environments-node';
import type { EngineRegistry } from '../engines/EngineRegistry';
import { refTitle } from '../refKey';
import type { NewItem } from '../store/heldInventory';
import type { JournalStep } from '../store/runRows';
import type { Stores } from '../store/Stores';
import { ownedBy, type TargetInputs } from './runInputs';
import type { RunLease } from './RunLease';
import type { StepEffect } from './StepRunner';

/** What the steps of a run do, and what the inventory knows of it afterwards. */
export function effectsOf(options: {
  lease: RunLease;
  plan: Plan;
  /** Absent of a destroy. */
  inputs: TargetInputs | undefined;
  clusterIdentities: ReadonlyMap<string, string>;
  stores: Stores;
  engines: EngineRegistry;
}): StepEffect {
  const { lease, plan, inputs, clusterIdentities, stores, engines } = options;
  const { environmentId } = lease.run;

  const remove = async (step: JournalStep, context: EffectContext) => {
    const owned = await stores.inventory.owned(environmentId);
    const item = ownedBy(owned, plan.changes[step.index]);
    if (!item) {
      return {};
    }
    await engines.get(step.engine).destroy(item, context);
    return { gone: item };
  };

  const itemOf = (
    { component, engine }: Pick<JournalStep, 'component' | 'engine'>,
    object: Pick<InventoryItem, 'ref' | 'uid' | 'parent'>,
  ): NewItem => {
    const clusterIdentity = clusterIdentities.get(object.ref.cluster);
    return {
      component,
      engine,
      ...object,
      ...(clusterIdentity && { clusterIdentity }),
    };
  };

  const own = (item: NewItem): Promise<InventoryItem> =>
    stores.journal.own(lease.holding, environmentId, item, new Date());

  const write = async (step: JournalStep, context: EffectContext) => {
    const engine = engines.get(step.engine);
    if (!inputs) {
      throw new ConflictError(
        `The plan does not say what ${refTitle(step.ref)} should be`,
      );
    }
    const { ref, uid } = await engine.apply(inputs.change(step.index), context);
    const made = itemOf(step, { ref, uid });
    if (!engine.children) {
      return { made };
    }
    const item = await own(made);
    for (const child of await engine.children(item, {
      signal: context.signal,
    })) {
      await own(itemOf(step, { ...child, parent: item.id }));
    }
    return {};
  };

  return (step, context) =>
    step.operation === 'delete' ? remove(step, context) : write(step, context);
}
