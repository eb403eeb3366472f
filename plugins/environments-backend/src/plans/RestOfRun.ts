import type {
  InventoryItem,
  PlanDifference,
  PlannedChange,
} from '@cairn/plugin-environments-common';
import type { Clusters } from '@cairn/plugin-clusters-node';
import type { EngineRegistry } from '../engines/EngineRegistry';
import { refKey, refTitle } from '../refKey';
import { TargetInputs } from '../runs/runInputs';
import type { UnrecordedObjects } from '../runs/UnrecordedObjects';
import type { JournalStep, RunRecord } from '../store/runRows';
import type { Stores } from '../store/Stores';
import { foreignObjects } from './foreignObjects';
import { madeByCairn } from './madeByCairn';
import { isSameChange, objectDifference } from './objectDifferences';
import { isOwnWork } from './ownWork';
import { planChanges } from './planChanges';
import type { PlanPrices } from './PlanPrices';
import type { PlanResult } from './PlanResult';
import { canonical } from './seal';
import { foreignDifferences, priceDifferences } from './whatChanged';

const TIMEOUT_MS = 60_000;

interface Left {
  changes: Array<{ change: PlannedChange; step?: JournalStep }>;
  fresh: PlannedChange[];
}

/**
 * Plans again what a run that stopped has still to do, and compares it with what was sealed. What the run did itself is no
 * difference, nor is the part of a step that was under way; everything else that its plan speaks of must be as it was.
 */
export class RestOfRun {
  readonly #clusters: Clusters;
  readonly #engines: EngineRegistry;
  readonly #prices: PlanPrices;
  readonly #stores: Stores;
  readonly #unrecorded: UnrecordedObjects;

  constructor(options: {
    clusters: Clusters;
    engines: EngineRegistry;
    prices: PlanPrices;
    stores: Stores;
    unrecorded: UnrecordedObjects;
  }) {
    this.#clusters = options.clusters;
    this.#engines = options.engines;
    this.#prices = options.prices;
    this.#stores = options.stores;
    this.#unrecorded = options.unrecorded;
  }

  /**
   * What is not as it was sealed; empty where the run can go on.
   *
   * @throws ConflictError where its class is not known any more; ClusterUnavailableError where a cluster does not answer
   */
  async differences(
    run: RunRecord,
    stored: PlanResult,
  ): Promise<PlanDifference[]> {
    const { plan } = stored;
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const { environmentId } = run;
    await this.#unrecorded.record(
      { id: environmentId, name: run.environment },
      { signal },
    );
    const steps = await this.#stores.runs.steps(run.id);
    const inputs = await TargetInputs.load(stored, {
      classes: this.#stores.classVersions,
      engines: this.#engines,
      signal,
    });
    const rendered = new Map(
      inputs?.desired.map(one => [refKey(one.ref), one]),
    );
    // In the order of the plan, in which its price was counted.
    const desired = plan.changes.flatMap(
      ({ ref }) => rendered.get(refKey(ref)) ?? [],
    );
    const owned = await this.#stores.inventory.owned(environmentId);
    const fresh = await planChanges(
      desired,
      madeByCairn(owned),
      { environmentId, namespace: plan.environment.namespace, signal },
      this.#engines,
    );
    const byIndex = new Map(steps.map(step => [step.index, step]));
    const changes = plan.changes
      .map(change => ({ change, step: byIndex.get(change.index) }))
      .filter(({ step }) => step?.state !== 'Succeeded');
    return [
      ...(await this.#madeWith(stored, changes, signal)),
      ...objectsLeft({ changes, fresh }),
      ...(plan.action === 'destroy'
        ? [
            ...notMeant(plan.changes, fresh),
            ...(await this.#foreign(stored, { changes, fresh }, owned, signal)),
          ]
        : this.#priceDifferences(stored, await this.#prices.of(desired))),
    ];
  }

  /** What was sealed beside the plan, as far as the rest depends on it. */
  async #madeWith(
    { plan, sealed }: PlanResult,
    changes: Left['changes'],
    signal: AbortSignal,
  ): Promise<PlanDifference[]> {
    if (!sealed) {
      return [];
    }
    const { reader } = this.#clusters.get(plan.environment.cluster);
    const identity = await reader.identity({ signal });
    const now = this.#engines.versionsOf(changes.map(({ change }) => change));
    return [
      ...(identity === sealed.clusterIdentity
        ? []
        : [
            {
              part: 'cluster' as const,
              what: 'its cluster is another one under the same name',
              before: sealed.clusterIdentity,
              after: identity,
            },
          ]),
      ...Object.entries(now)
        .filter(([engine, version]) => sealed.engines[engine] !== version)
        .map(([engine, version]) => ({
          part: 'engine' as const,
          what: `engine '${engine}' works in another way now`,
          before: sealed.engines[engine],
          after: version,
        })),
    ];
  }

  #priceDifferences(
    { plan }: PlanResult,
    price: PlanResult['plan']['price'],
  ): PlanDifference[] {
    return canonical([plan.price]) === canonical([price])
      ? []
      : priceDifferences(plan.price, price);
  }

  /** What goes is no difference: this run may have taken it away. What came would go without a yes. */
  async #foreign(
    { plan }: PlanResult,
    { changes }: Left,
    owned: InventoryItem[],
    signal: AbortSignal,
  ): Promise<PlanDifference[]> {
    if (changes.length === 0) {
      return [];
    }
    const now = await foreignObjects(owned, this.#engines, signal);
    return foreignDifferences(plan.foreign, now).filter(
      ({ after }) => after !== undefined,
    );
  }
}

function objectsLeft({ changes, fresh }: Left): PlanDifference[] {
  return changes.flatMap(({ change, step }) => {
    const now = fresh.find(
      ({ ref, operation, liveUid }) =>
        refKey(ref) === refKey(change.ref) &&
        (change.operation !== 'delete' ||
          operation !== 'delete' ||
          liveUid === change.liveUid),
    );
    // What the inventory does not hold any more is gone, which is all that its step is for.
    const isDone = change.operation === 'delete' && !now;
    if (isDone || (now && isSameChange(change, now))) {
      return [];
    }
    if (!now) {
      return [
        {
          part: 'object' as const,
          what: `${refTitle(change.ref)} would no longer be touched`,
        },
      ];
    }
    const hasBegun = step !== undefined && step.tries > 0;
    return hasBegun && isOwnWork(change, now)
      ? []
      : objectDifference(change, now);
  });
}

/** What is there to be destroyed and was not when somebody said yes to it. */
function notMeant(
  sealed: PlannedChange[],
  fresh: PlannedChange[],
): PlanDifference[] {
  const meant = new Set(sealed.map(({ ref }) => refKey(ref)));
  return fresh
    .filter(({ ref }) => !meant.has(refKey(ref)))
    .map(({ ref, operation }) => ({
      part: 'object',
      what: `${refTitle(ref)} would be touched as well (${operation})`,
      after: operation,
    }));
}
