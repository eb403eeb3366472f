import type { Benchmark, BenchmarkContext } from '../Benchmark';
import { timed } from '../compare';
import { atMost } from '../figures';
import { serveHealth, serviceEntities } from '../health/backends';
import { MemoryClusters } from '../health/MemoryClusters';
import { sampleServices } from '../health/sampleServices';
import { percentile } from '../statistics';

const SERVICES = 1_000;
const BATCH = 50;

async function measure(context: BenchmarkContext) {
  const isShort = context.length === 'short';
  const names = Array.from({ length: SERVICES }, (_, at) => `service-${at}`);
  context.progress(`filling the cache with ${SERVICES} services of 3 pods`);
  const before = process.memoryUsage().heapUsed;
  const health = await serveHealth({
    entities: serviceEntities(names),
    clusters: new MemoryClusters(sampleServices(names)),
  });
  try {
    const at = (index: number) => names[(index * 7919) % SERVICES];
    const one = (index: number) =>
      health.ask(`/health/v1/entities/component/default/${at(index)}`);
    const batch = (index: number) =>
      health.ask('/health/v1/batch', {
        entityRefs: Array.from(
          { length: BATCH },
          (_, offset) => `component:default/${at(index * BATCH + offset)}`,
        ),
      });
    await untilHealthy(() => one(0));
    const rounds = async (
      work: (index: number) => Promise<unknown>,
      count: number,
    ) => {
      const p95s: number[] = [];
      for (let round = 0; round < (isShort ? 1 : 5); round++) {
        const times: number[] = [];
        for (let index = 0; index < count; index++) {
          times.push(await timed(() => work(round * count + index)));
        }
        p95s.push(percentile(times, 95));
      }
      return p95s;
    };
    context.progress('warming up');
    await rounds(one, isShort ? 10 : 300);
    context.progress('reading one entity after the other');
    const ones = await rounds(one, isShort ? 20 : 400);
    context.progress(`reading ${BATCH} at once`);
    await rounds(batch, isShort ? 2 : 30);
    const batches = await rounds(batch, isShort ? 5 : 100);
    return {
      figures: [
        atMost('one entity, p95', percentile(ones, 50), 'ms', 5, ones),
        atMost(
          `batch of ${BATCH}, p95`,
          percentile(batches, 50),
          'ms',
          20,
          batches,
        ),
        {
          name: 'heap of the whole process, with the cache',
          value: (process.memoryUsage().heapUsed - before) / 1024 / 1024,
          unit: 'MiB',
        },
      ],
      notes: [
        'Over HTTP on loopback, one request after the other, p95 of each round, median of the rounds.',
        'Catalog and permissions answer from memory in the same process; in a portal each costs a request of its own.',
      ],
    };
  } finally {
    await health.stop();
  }
}

async function untilHealthy(read: () => Promise<unknown>): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (JSON.stringify(await read()).includes('"status":"Healthy"')) {
      return;
    }
    await new Promise(done => setTimeout(done, 100));
  }
  throw new Error('The service did not become healthy.');
}

/** Number 2: what it costs to tell the health of something. */
export const healthReads: Benchmark = {
  name: 'health-reads',
  title: `Health of one entity and of ${BATCH}, ${SERVICES} services of 3 pods in the cache`,
  needsPlatform: false,
  run: measure,
};
