import type { TracingService } from '@backstage/backend-plugin-api/alpha';
import { ConflictError } from '@backstage/errors';
import type { Clusters } from '@cairn/plugin-clusters-node';
import { ClusterIdentities } from '@cairn/plugin-environments-node';
import type { EngineRegistry } from '../engines/EngineRegistry';
import type { PlanResult } from '../plans/PlanResult';
import { whatIsLeft } from '../receipts/whatIsLeft';
import { SecretScrubber } from '../secrets/SecretScrubber';
import type { ReachedTarget } from '../store/runOutcome';
import type { JournalStep } from '../store/runRows';
import type { Stores } from '../store/Stores';
import type { ClusterFences } from './ClusterFences';
import type { Receipts } from './Receipts';
import { effectsOf } from './effects';
import { TargetInputs } from './runInputs';
import { runLanes } from './runLanes';
import type { RunLease } from './RunLease';
import { lanesOf } from './stepOrder';
import { messageOf, type StepRunner } from './StepRunner';
import { untilReachable } from './untilReachable';

/** Steps of one run that are under way at the same time. */
const PARALLEL = 4;

/** What a run that came to its end reached. */
export interface Reached {
  target?: ReachedTarget;
}

/** Carries out a run that this worker holds, from the first step that is not done to the last. */
export class RunExecution {
  readonly #stores: Stores;
  readonly #engines: EngineRegistry;
  readonly #clusters: Clusters;
  readonly #fences: ClusterFences;
  readonly #steps: StepRunner;
  readonly #receipts: Receipts;
  readonly #tracing: Pick<TracingService, 'startActiveSpan'>;

  constructor(options: {
    stores: Stores;
    engines: EngineRegistry;
    clusters: Clusters;
    fences: ClusterFences;
    steps: StepRunner;
    receipts: Receipts;
    tracing: Pick<TracingService, 'startActiveSpan'>;
  }) {
    this.#stores = options.stores;
    this.#engines = options.engines;
    this.#clusters = options.clusters;
    this.#fences = options.fences;
    this.#steps = options.steps;
    this.#receipts = options.receipts;
    this.#tracing = options.tracing;
  }

  /**
   * @throws LeaseLostError, FenceLostError where the run is in other hands; RunCancelled; any other error is why it failed, without
   * secret values
   */
  async perform(lease: RunLease): Promise<Reached> {
    const { run } = lease;
    const stored = await this.#stores.plans.get(run.digest, new Date());
    if (!stored) {
      throw new ConflictError(
        `Its plan ${run.digest} is not stored any more. Plan again.`,
      );
    }
    const steps = await this.#stores.runs.steps(run.id);
    const clusters = [
      ...new Set([run.cluster, ...steps.map(({ ref }) => ref.cluster)]),
    ];
    const { clusterIdentities, inputs } = await untilReachable(
      async () => {
        const identities = await this.#identities(lease, clusters);
        const target = await TargetInputs.load(stored, {
          classes: this.#stores.classVersions,
          engines: this.#engines,
          signal: lease.signal,
        });
        await this.#fences.raise(lease, clusters);
        return { clusterIdentities: identities, inputs: target };
      },
      {
        signal: lease.signal,
        waiting: error =>
          this.#say(lease, `Tries again soon: ${messageOf(error)}`),
      },
    );
    try {
      await this.#all(lease, stored, { steps, inputs, clusterIdentities });
      if (run.action === 'destroy') {
        await this.#prove(lease);
      }
      return inputs
        ? { target: targetOf(stored, inputs, clusterIdentities) }
        : {};
    } finally {
      if (!lease.signal.aborted) {
        await this.#fences.release(lease.fence, clusters);
      }
    }
  }

  async #all(
    lease: RunLease,
    { plan }: PlanResult,
    {
      steps,
      inputs,
      clusterIdentities,
    }: {
      steps: JournalStep[];
      inputs: TargetInputs | undefined;
      clusterIdentities: ReadonlyMap<string, string>;
    },
  ): Promise<void> {
    const components = [
      inputs?.definition,
      (
        await this.#stores.classVersions.get(
          plan.previous?.classVersion ?? plan.class.version,
        )
      )?.definition,
    ].flatMap(definition => definition?.spec.components ?? []);
    const effect = effectsOf({
      lease,
      plan,
      inputs,
      clusterIdentities,
      stores: this.#stores,
      engines: this.#engines,
    });
    const scrubber = SecretScrubber.of(inputs?.desired ?? []);
    const left = steps.filter(({ state }) => state !== 'Succeeded');
    for (const lanes of lanesOf(left, components)) {
      await runLanes(lanes, PARALLEL, step =>
        this.#tracing.startActiveSpan(
          'cairn.run.step',
          {
            attributes: {
              'cairn.run': lease.run.id,
              'cairn.environment': lease.run.environment,
              'cairn.component': step.component,
              'cairn.operation': step.operation,
              'cairn.kind': step.ref.kind,
            },
          },
          () =>
            this.#steps.run(step, {
              lease,
              clusterIdentities,
              scrubber,
              effect,
            }),
        ),
      );
    }
  }

  /** @throws ConflictError where a cluster is another one now than it was */
  async #identities(
    lease: RunLease,
    clusters: string[],
  ): Promise<ReadonlyMap<string, string>> {
    const { run, signal } = lease;
    const known = await this.#known(lease);
    const clusterIdentities = new Map<string, string>();
    const now = new ClusterIdentities(this.#clusters);
    for (const cluster of clusters) {
      const identity = known.get(cluster);
      if (identity === undefined) {
        const { writer } = this.#clusters.get(cluster);
        clusterIdentities.set(cluster, await writer.identity({ signal }));
      } else {
        clusterIdentities.set(cluster, identity);
        await now.require(cluster, { clusterIdentities, signal });
      }
    }
    const identities = Object.fromEntries(clusterIdentities);
    if (JSON.stringify(identities) !== JSON.stringify(run.clusterIdentities)) {
      await this.#stores.journal.setClusters(lease.holding, identities);
    }
    return clusterIdentities;
  }

  /** What the run, the environment and its objects were in, as far as it was ever written down. */
  async #known({ run }: RunLease): Promise<Map<string, string>> {
    const items = await this.#stores.inventory.owned(run.environmentId);
    return new Map([
      ...items.flatMap(
        ({ ref, clusterIdentity }): Array<[string, string]> =>
          clusterIdentity ? [[ref.cluster, clusterIdentity]] : [],
      ),
      ...Object.entries(run.clusterIdentities),
    ]);
  }

  /** @throws Error naming what is not proven to be gone */
  async #prove(lease: RunLease): Promise<void> {
    const receipt = await this.#receipts.issue(lease.run, {
      signal: lease.signal,
      progress: message => this.#say(lease, message),
    });
    if (!receipt.complete) {
      throw new Error(
        `It is not proven that everything is gone. ${whatIsLeft(receipt)}`,
      );
    }
  }

  /** Said for people only; nothing depends on it. */
  #say({ holding }: RunLease, message: string): void {
    this.#stores.journal.say(holding, message).catch(() => undefined);
  }
}

function targetOf(
  { plan, target }: PlanResult,
  inputs: TargetInputs,
  clusterIdentities: ReadonlyMap<string, string>,
): ReachedTarget | undefined {
  const clusterIdentity = clusterIdentities.get(plan.environment.cluster);
  return (
    target && {
      class: plan.class,
      facts: target.class,
      parameters: plan.parameters,
      mode: plan.mode,
      entities: target.entities,
      outputs: inputs.outputs(),
      ...(clusterIdentity && { clusterIdentity }),
    }
  );
}
