import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { clustersServiceRef } from '@cairn/plugin-clusters-node';
import type {
  Benchmark,
  BenchmarkContext,
  BenchmarkFigure,
} from '../Benchmark';
import { GrowingCluster } from '../environments/GrowingCluster';
import { KINDS, objectOf } from '../environments/sampleEnvironments';
import { startEnvironmentsPlugin } from '../environments/startEnvironmentsPlugin';
import { atMost } from '../figures';
import { EnvironmentRowsStore } from '../store/EnvironmentRowsStore';
import { median, percentile } from '../statistics';

/** So much more may one environment cost among the most of them than among the fewest: figures spread. */
const MOST_GROWTH = 1.25;

const sizes: Record<
  BenchmarkContext['length'],
  { environments: number[]; rounds: number; changes: number }
> = {
  full: { environments: [1_000, 2_000, 4_000, 8_000], rounds: 5, changes: 40 },
  short: { environments: [20, 40], rounds: 1, changes: 2 },
};

/** What so many environments cost. */
interface Cost {
  environments: number;
  /** Bytes of heap beyond those of none. */
  heap: number;
  /** Microseconds of CPU of one full pass. */
  pass: number[];
  /** Microseconds of CPU of one change, and milliseconds until it was written. */
  change: number[];
  latency: number[];
  /** Requests for single objects in all of that. */
  requests: number;
}

async function measure(context: BenchmarkContext) {
  const size = sizes[context.length];
  context.progress(
    'with no environment, to warm up and as what to compare with',
  );
  await costOf(10, context, size, 0);
  const none = await costOf(0, context, { ...size, changes: 0 }, 0);
  const costs: Cost[] = [];
  for (const environments of size.environments) {
    context.progress(
      `${environments} environments of ${KINDS.length} objects each`,
    );
    costs.push(await costOf(environments, context, size, none.heap));
  }
  const fewest = costs[0];
  const most = costs[costs.length - 1];
  const each = (cost: Cost, value: number) => value / cost.environments;
  return {
    figures: [
      ...costs.flatMap((cost): BenchmarkFigure[] => [
        {
          name: `${cost.environments}: heap each`,
          value: each(cost, cost.heap) / 1024,
          unit: 'KiB',
        },
        {
          name: `${cost.environments}: full pass, CPU each`,
          value: each(cost, median(cost.pass)),
          unit: 'µs',
          rounds: cost.pass.map(pass => each(cost, pass)),
        },
        {
          name: `${cost.environments}: one change, CPU`,
          value: median(cost.change) / 1_000,
          unit: 'ms',
        },
        {
          name: `${cost.environments}: one change until it is written, p95`,
          value: percentile(cost.latency, 95),
          unit: 'ms',
        },
      ]),
      atMost(
        `heap each, ${most.environments} / ${fewest.environments}`,
        each(most, most.heap) / each(fewest, fewest.heap),
        '×',
        MOST_GROWTH,
      ),
      atMost(
        `CPU of a full pass each, ${most.environments} / ${fewest.environments}`,
        each(most, median(most.pass)) / each(fewest, median(fewest.pass)),
        '×',
        MOST_GROWTH,
      ),
      atMost(
        `one change until it is written, p95 of ${most.environments}`,
        percentile(most.latency, 95),
        'ms',
        1_000,
      ),
      atMost(
        'requests for single objects',
        costs.reduce((sum, { requests }) => sum + requests, 0),
        'requests',
        0,
      ),
    ],
    notes: [
      `The plugin with its engine in this process over SQLite, and a cluster that sends ${KINDS.length} objects for each environment.`,
      'A full pass is every 5 minutes; its CPU is that of the whole process. Without changes nothing else is done but a probe each 5 s.',
      'Heap is what is used after a collection, less that of the same backend without environments.',
    ],
  };
}

async function costOf(
  environments: number,
  context: BenchmarkContext,
  { rounds, changes }: { rounds: number; changes: number },
  heapOfNone: number,
): Promise<Cost> {
  const folder = await mkdtemp(join(context.folder, `${environments}-`));
  const rows = await EnvironmentRowsStore.filled(folder, environments);
  const cluster = new GrowingCluster(environments);
  const scheduler = mockServices.scheduler();
  const backend = await start(rows, cluster, scheduler);
  try {
    await until(async () => (await rows.countOf('Ready')) === environments);
    const pass: number[] = [];
    for (let round = 0; round <= rounds; round++) {
      const cpu = await cpuOf(() =>
        scheduler.triggerTask('observe-environments'),
      );
      // The first warms up.
      if (round > 0) {
        pass.push(cpu);
      }
    }
    const cost: Cost = {
      environments,
      heap: usedHeap() - heapOfNone,
      pass,
      change: [],
      latency: [],
      requests: 0,
    };
    for (let at = 0; at < changes; at++) {
      const index = (at * 7919) % environments;
      const startedAt = performance.now();
      cost.change.push(
        await cpuOf(async () => {
          cluster.change(objectOf('Deployment', index, 1));
          await until(
            async () => (await rows.stateOf(index)) === 'Provisioning',
          );
        }),
      );
      cost.latency.push(performance.now() - startedAt);
      cluster.change(objectOf('Deployment', index, 2));
      await until(async () => (await rows.stateOf(index)) === 'Ready');
    }
    return { ...cost, requests: cluster.requests };
  } finally {
    await backend.stop();
    await rows.close();
  }
}

function start(
  { knex }: EnvironmentRowsStore,
  cluster: GrowingCluster,
  scheduler: ReturnType<typeof mockServices.scheduler>,
) {
  return startEnvironmentsPlugin({
    knex,
    features: [
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => scheduler,
      }),
      createServiceFactory({
        service: clustersServiceRef,
        deps: {},
        factory: () => cluster,
      }),
    ],
  });
}

/** Microseconds of CPU of the whole process. */
async function cpuOf(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

function usedHeap(): number {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') {
    collect();
    collect();
  }
  return process.memoryUsage().heapUsed;
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 120_000;
  while (!(await isSo())) {
    if (Date.now() > deadline) {
      throw new Error('It did not become so within two minutes.');
    }
    await new Promise(done => setTimeout(done, 5));
  }
}

/** Number 14: what one environment costs among few and among many. */
export const environmentsGrowth: Benchmark = {
  name: 'environments-growth',
  title: 'CPU and memory of observing an environment, among few and many',
  needsPlatform: false,
  run: measure,
};
