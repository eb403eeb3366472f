import { randomUUID } from 'node:crypto';
import { ConfigReader } from '@backstage/config';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { ConfiguredClusters } from '@cairn/plugin-clusters-node';
import { KubernetesEngine } from '@cairn/plugin-environments-backend-module-kubernetes';
import type { Plan, PlannedChange } from '@cairn/plugin-environments-common';
import knexFactory, { type Knex } from 'knex';
import { EngineRegistry } from '../../src/engines/EngineRegistry';
import type { PlanResult } from '../../src/plans/PlanResult';
import { renderClass } from '../../src/plans/renderClass';
import { ReceiptIssuer } from '../../src/receipts/ReceiptIssuer';
import { createRunner } from '../../src/runs/createRunner';
import { RunFeed } from '../../src/runs/RunFeed';
import type { Runner, WorkerTimes } from '../../src/runs/Runner';
import { UnrecordedObjects } from '../../src/runs/UnrecordedObjects';
import { redactChange } from '../../src/secrets/redactChange';
import { createStores, type Stores } from '../../src/store/Stores';
import { contextOf, killedClass, type TestEnvironment } from './killedClass';

/** Where a worker of a test finds what it works with. */
export interface WorkerPlace {
  /** Absent where it is open already. */
  database?: Knex.Config;
  /** Open already; it stays open. */
  knex?: Knex;
  /** Kubeconfig of the writer. */
  kubeconfig: string;
}

/** Short, so that a test does not wait for the end of a lease of fifteen seconds. */
export const QUICK: WorkerTimes = {
  leaseMs: 2_000,
  renewMs: 500,
  lookMs: 200,
  lateWriteMs: 300,
};

const silent: LoggerService = {
  error() {},
  warn() {},
  info() {},
  debug() {},
  child: () => silent,
};

const instrument = {
  add() {},
  record() {},
  addCallback() {},
  removeCallback() {},
};

/** A worker as a backend has it: the real store, engine and cluster, without the rest of the portal. */
export async function openWorker(
  place: WorkerPlace,
  options: { times?: WorkerTimes; said?: string[]; runsAtOnce?: number } = {},
) {
  const knex = place.knex ?? knexFactory(place.database ?? {});
  if (place.database?.client === 'better-sqlite3') {
    await knex.raw('PRAGMA synchronous = FULL');
  }
  const stores = createStores(knex);
  const clusters = clustersOf(place.kubeconfig);
  const engines = new EngineRegistry();
  engines.addEngine(
    new KubernetesEngine({
      clusters,
      config: { standInNamespace: 'cairn-stand-in' },
    }),
  );
  const said = options.said;
  const runner: Runner = createRunner({
    stores,
    engines,
    clusters,
    feed: new RunFeed(),
    changes: { tell: async () => {} },
    observer: { observeById: async () => {} },
    unrecorded: new UnrecordedObjects({ stores, engines }),
    receipts: new ReceiptIssuer({ stores, engines }),
    metrics: {
      createCounter: () => instrument,
      createUpDownCounter: () => instrument,
      createHistogram: () => instrument,
      createGauge: () => instrument,
      createObservableCounter: () => instrument,
      createObservableUpDownCounter: () => instrument,
      createObservableGauge: () => instrument,
    },
    tracing: {
      startActiveSpan: async (_name: string, ...rest: unknown[]) => {
        const work = rest.at(-1);
        return typeof work === 'function' ? work() : undefined;
      },
    },
    logger: said
      ? {
          ...silent,
          warn: text => said.push(text),
          error: text => said.push(text),
        }
      : silent,
    limits: {
      concurrentRuns: options.runsAtOnce ?? 8,
      runsPerGroup: 8,
      runsPerCluster: 8,
    },
    times: options.times ?? QUICK,
  });
  return {
    knex,
    stores,
    clusters,
    engines,
    runner,
    async close() {
      await runner.stop();
      await clusters.close();
      if (!place.knex) {
        await knex.destroy();
      }
    },
  };
}

export type Worker = Awaited<ReturnType<typeof openWorker>>;

function clustersOf(kubeconfig: string): ConfiguredClusters {
  return ConfiguredClusters.fromConfig(
    new ConfigReader({
      cairn: {
        clusters: [
          {
            name: 'local',
            writer: { kubeconfig },
            reader: { kubeconfig },
          },
        ],
      },
    }),
    { logger: silent },
  );
}

/** What the environment of a test goes through. */
export type TestedAction = 'create' | 'update' | 'destroy';

/** What the real engine would do, without anything being kept. */
export async function changesOf(
  { stores, engines }: Pick<Worker, 'stores' | 'engines'>,
  action: TestedAction,
  environment: TestEnvironment,
): Promise<Array<Omit<PlannedChange, 'index'>>> {
  const cls = killedClass(action);
  const context = contextOf(cls, environment);
  const engine = engines.get('kubernetes');
  const planning = {
    environmentId: environment.id,
    namespace: context.environment.namespace,
    signal: AbortSignal.timeout(30_000),
  };
  const owned = await stores.inventory.owned(environment.id);
  if (action !== 'destroy') {
    const desired = await renderClass(cls, context, engines, []);
    return engine.plan(desired, owned, planning);
  }
  const changes = await engine.plan([], owned.reverse(), planning);
  return changes.filter(({ operation }) => operation === 'delete');
}

/** Plans with the real engine, keeps the plan, and puts its run into the queue. */
export async function queue(
  worker: Pick<Worker, 'stores' | 'engines'>,
  action: TestedAction,
  environment: TestEnvironment,
): Promise<string> {
  const { stores } = worker;
  const now = new Date();
  const cls = killedClass(action);
  const { version } = cls;
  const context = contextOf(cls, environment);
  const { namespace } = context.environment;
  await stores.classVersions.add(cls, now);
  const changes = await changesOf(worker, action, environment);
  const plan: Plan = {
    digest: `sha256:${randomUUID().replaceAll('-', '').padEnd(64, '0')}`,
    action,
    environment: {
      name: environment.name,
      namespace,
      owner: context.environment.owner,
      cluster: context.environment.cluster,
    },
    class: { name: 'killed', version },
    parameters: {},
    mode: 'awake',
    changes: changes.map((change, index) => ({
      ...redactChange(change),
      index,
    })),
    coverage: { computed: changes.length, total: changes.length },
    verdict: { allowed: true, revision: 'r', rules: [], violations: [] },
    blockers: [],
    createdAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + 86_400_000).toISOString(),
    requestedBy: 'user:default/amara.okafor',
  };
  const target: NonNullable<PlanResult['target']> = {
    context,
    class: {
      name: 'killed',
      version,
      owner: 'group:default/platform-team',
      lifecycle: { production: false },
    },
    entities: [],
    requestedAt: now.toISOString(),
  };
  const stored: PlanResult = { plan, environmentId: environment.id };
  if (action === 'create') {
    await stores.plans.add({ ...stored, target });
    return required(
      await stores.runs.queueCreation(
        { ...stored, target },
        'user:default/amara.okafor',
        now,
      ),
    );
  }
  await stores.plans.add(action === 'destroy' ? stored : { ...stored, target });
  const live = await stores.environments.byId(environment.id);
  return required(
    await stores.runs.queueChange(
      stored,
      live?.lastRun?.id,
      'user:default/amara.okafor',
      now,
    ),
  );
}

function required(runId: string | undefined): string {
  if (!runId) {
    throw new Error('The run was not queued');
  }
  return runId;
}

/** Waits until a run is over. @throws Error after a minute */
export async function over(stores: Stores, runId: string) {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const run = await stores.runs.get(runId);
    if (run && !['Queued', 'Running'].includes(run.state)) {
      return run;
    }
    if (Date.now() > deadline) {
      throw new Error(`Run ${runId} is not over: ${JSON.stringify(run)}`);
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}
