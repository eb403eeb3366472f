import type {
  DesiredResource,
  InventoryItem,
  PlannedChange,
} from '@cairn/plugin-environments-common';
import type { EngineRegistry } from '../engines/EngineRegistry';
import { refKey, refTitle } from '../refKey';
import { redactChange } from '../secrets/redactChange';

interface PlanContext {
  environmentId: string;
  namespace: string;
  signal: AbortSignal;
}

/** What would have to be done for objects that are all to be made, redacted, in the order of `desired`. */
export async function planCreation(
  desired: DesiredResource[],
  context: PlanContext,
  engines: EngineRegistry,
): Promise<PlannedChange[]> {
  const answers = new Map<string, Omit<PlannedChange, 'index'>>();
  for (const engine of new Set(desired.map(one => one.engine))) {
    const own = desired.filter(one => one.engine === engine);
    for (const change of await engines.get(engine).plan(own, [], context)) {
      answers.set(refKey(change.ref), change);
    }
  }
  return desired.map(({ component, engine, ref, object }, index) => {
    const answer = answers.get(refKey(ref)) ?? {
      component,
      engine,
      operation: 'unknown' as const,
      ref,
      object,
      fields: [],
      reason: `engine '${engine}' does not say what it would do with ${refTitle(
        ref,
      )}`,
      warnings: [],
    };
    return { ...redactChange(answer), index };
  });
}

/**
 * What would have to be done for all objects to be gone, redacted, youngest first. What is gone already stays in the plan:
 * the run makes sure of it.
 */
export async function planDestruction(
  owned: InventoryItem[],
  context: PlanContext,
  engines: EngineRegistry,
): Promise<PlannedChange[]> {
  const answers = new Map<string, Omit<PlannedChange, 'index'>>();
  for (const engine of new Set(owned.map(item => item.engine))) {
    const own = owned.filter(item => item.engine === engine);
    for (const change of await engines.get(engine).plan([], own, context)) {
      answers.set(refKey(change.ref), change);
    }
  }
  return [...owned].reverse().map((item, index) => {
    const { component, engine, ref, uid } = item;
    const answer = answers.get(refKey(ref)) ?? {
      component,
      engine,
      operation: 'delete' as const,
      ref,
      liveUid: uid,
      fields: [],
      reason: 'It is gone already; the run makes sure of that.',
      warnings: [],
    };
    return { ...redactChange(answer), index };
  });
}
