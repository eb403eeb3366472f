import type {
  DesiredResource,
  InventoryItem,
  PlannedChange,
} from '@cairn/plugin-environments-common';
import type { PlanContext } from '@cairn/plugin-environments-node';
import type { EngineRegistry } from '../engines/EngineRegistry';
import { refKey, refTitle } from '../refKey';
import { redactChange } from '../secrets/redactChange';

type Answer = Omit<PlannedChange, 'index'>;

/**
 * What would have to be done for exactly the desired objects to be there, redacted, in the order of effects: the desired
 * ones in their order, then what is owned and no longer desired, youngest first. What is gone already stays in the plan:
 * the run makes sure of it.
 *
 * @param owned - what the environment owns, oldest first, without what its own objects made
 */
export async function planChanges(
  desired: DesiredResource[],
  owned: InventoryItem[],
  context: PlanContext,
  engines: EngineRegistry,
): Promise<PlannedChange[]> {
  const wanted = new Set(desired.map(({ ref }) => refKey(ref)));
  const answers = new Map<string, Answer>();
  for (const id of new Set([...desired, ...owned].map(one => one.engine))) {
    const engine = engines.get(id);
    const changes = await engine.plan(
      desired.filter(one => one.engine === id),
      owned.filter(one => one.engine === id),
      context,
    );
    for (const change of changes) {
      const isDelete = !wanted.has(refKey(change.ref));
      answers.set(answerKey(change, isDelete && change.liveUid), change);
    }
  }
  const kept = desired.map(
    one => answers.get(answerKey(one)) ?? unanswered(one),
  );
  const gone = [...owned]
    .reverse()
    .filter(({ ref }) => !wanted.has(refKey(ref)))
    .map(item => answers.get(answerKey(item, item.uid)) ?? goneAlready(item));
  return [...kept, ...gone].map((change, index) => ({
    ...redactChange(change),
    index,
  }));
}

/** Two engines may have been in charge of one object, one after the other; what was made twice is deleted by its UID. */
function answerKey(
  { engine, ref }: Pick<Answer, 'engine' | 'ref'>,
  uid: string | false | undefined = false,
): string {
  return [engine, refKey(ref), uid || ''].join(' ');
}

function unanswered({ component, engine, ref, object }: DesiredResource) {
  return {
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
}

function goneAlready({ component, engine, ref, uid }: InventoryItem): Answer {
  return {
    component,
    engine,
    operation: 'delete',
    ref,
    liveUid: uid,
    fields: [],
    reason: 'It is gone already; the run makes sure of that.',
    warnings: [],
  };
}
