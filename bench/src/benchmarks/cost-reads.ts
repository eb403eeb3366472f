import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import costPlugin from '@cairn/plugin-cost-backend';
import { request } from 'undici';
import { z } from 'zod';
import type { Benchmark, BenchmarkContext } from '../Benchmark';
import { compareAlternating, roundsOf, timed } from '../compare';
import { atLeast, atMost } from '../figures';
import { median, percentile } from '../statistics';
import {
  CostRowsStore,
  DAYS,
  ENVIRONMENTS,
  PODS,
  RESOURCES,
} from '../store/CostRowsStore';

const PRICES = `
apiVersion: cairn.dev/v1alpha1
kind: PriceList
name: bench
currency: EUR
entries:
  - { sku: cpu, title: CPU, resource: cpu, unit: core-hour, hourlyMicros: 25000 }
  - { sku: memory, title: Memory, resource: memory, unit: GiB-hour, hourlyMicros: 3500 }
`;

interface Size {
  services: number;
  /** Of so many there are hours as well, which is what is aggregated on the fly. */
  withHours: number;
  /** Reads in a round. */
  reads: number;
}

const sizes: Record<BenchmarkContext['length'], Size> = {
  full: { services: 1000, withHours: 60, reads: 60 },
  short: { services: 20, withHours: 2, reads: 2 },
};

const nameOf = (service: number) => `service-${service}`;
const refOf = (service: number) => `component:default/${nameOf(service)}`;

const reportSchema = z.object({
  days: z.array(z.object({ micros: z.number() })),
});

async function measure(context: BenchmarkContext) {
  const size = sizes[context.length];
  const priceList = join(context.folder, 'prices.yaml');
  await writeFile(priceList, PRICES);
  const rows = CostRowsStore.open(join(context.folder, 'cost.sqlite'));
  const backend = await startTestBackend({
    features: [
      costPlugin,
      mockServices.rootConfig.factory({
        data: { cairn: { cost: { priceList } } },
      }),
      createServiceFactory({
        service: coreServices.database,
        deps: {},
        factory: () => ({ getClient: async () => rows.knex }),
      }),
      // Nothing is counted while it is measured.
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => mockServices.scheduler(),
      }),
      createServiceFactory({
        service: catalogServiceRef,
        deps: {},
        factory: () =>
          catalogServiceMock({
            entities: Array.from({ length: size.services }, (_, service) => ({
              apiVersion: 'backstage.io/v1alpha1',
              kind: 'Component',
              metadata: { name: nameOf(service), namespace: 'default' },
              spec: { type: 'service', owner: 'team', lifecycle: 'production' },
            })),
          }),
      }),
    ],
  });
  try {
    context.progress(
      `writing ${
        size.withHours * ENVIRONMENTS * PODS * RESOURCES.length * DAYS * 24
      } hours and ${
        size.services * ENVIRONMENTS * RESOURCES.length * DAYS
      } days`,
    );
    await rows.fill(size);
    const address = backend.server.address();
    if (typeof address !== 'object' || !address) {
      throw new Error('The backend has no port');
    }
    const url = `http://localhost:${address.port}/api/cost/v1/entities/component/default`;
    const headers = { authorization: mockCredentials.user.header() };
    const read = async (service: number) => {
      // A connection of its own: one that waits while the other side has the process to itself is closed at any moment.
      const { statusCode, body } = await request(
        `${url}/${nameOf(service)}?days=${DAYS}`,
        { headers, reset: true },
      );
      if (statusCode !== 200) {
        throw new Error(`${statusCode} of the plugin: ${await body.text()}`);
      }
      const { days } = reportSchema.parse(await body.json());
      return days.reduce((sum, { micros }) => sum + micros, 0);
    };
    const sums = [
      await read(0),
      await rows.sumOfHours(refOf(0)),
      await rows.sumOfDays(refOf(0)),
    ];
    if (sums[0] === 0 || new Set(sums).size > 1) {
      throw new Error(`They do not answer the same: ${sums.join(', ')}`);
    }
    const p95 = async (one: (service: number) => Promise<unknown>) => {
      const times: number[] = [];
      for (let index = 0; index < size.reads; index++) {
        times.push(await timed(() => one((index * 7) % size.withHours)));
      }
      return percentile(times, 95);
    };
    context.progress('the tab over HTTP against the sum of its hours in SQL');
    const compared = await compareAlternating(
      {
        ours: () => p95(read),
        theirs: () => p95(service => rows.sumOfHours(refOf(service))),
      },
      roundsOf(context.length, 7, 1),
    );
    context.progress('the sums of its days against the sum of its hours');
    const inSql = await compareAlternating(
      {
        ours: () => p95(service => rows.sumOfDays(refOf(service))),
        theirs: () => p95(service => rows.sumOfHours(refOf(service))),
      },
      roundsOf(context.length, 7, 1),
    );
    const faster = compared.ratios.map(ratio => 1 / ratio);
    const fasterInSql = inSql.ratios.map(ratio => 1 / ratio);
    return {
      figures: [
        atMost('tab, p95', median(compared.ours), 'ms', 50, compared.ours),
        {
          name: 'sum of the hours, p95',
          value: median(compared.theirs),
          unit: 'ms',
          rounds: compared.theirs,
        },
        atLeast(
          'SQL of the days, faster than SQL of the hours',
          median(fasterInSql),
          '×',
          20,
          fasterInSql,
        ),
        {
          name: 'whole tab over HTTP, faster than SQL of the hours',
          value: median(faster),
          unit: '×',
          rounds: faster,
        },
      ],
      notes: [
        `${size.services} services × ${ENVIRONMENTS} environments × ${DAYS} days; ${PODS} pods each, in SQLite, one reader.`,
        `Hours are there for ${size.withHours} of the services, and only those are read. The table of hours being smaller than it would be makes the other side faster, not slower.`,
        'The tab is the whole answer over HTTP, with the catalog (in memory), permissions, budget and forecast. The bound of 20 is held to what both sides have in common, the SQL; the tab against the SQL of the hours is given beside it.',
      ],
    };
  } finally {
    await backend.stop();
    await rows.close();
  }
}

/** Number 4: the cost tab of one service. */
export const costReads: Benchmark = {
  name: 'cost-reads',
  title: 'Cost tab of one service against summing its hours on the fly',
  needsPlatform: false,
  run: measure,
};
