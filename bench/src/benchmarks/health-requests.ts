import { join } from 'node:path';
import { ConfigReader } from '@backstage/config';
import { ConfiguredClusters } from '@cairn/plugin-clusters-node';
import type { Benchmark, BenchmarkContext } from '../Benchmark';
import { compareAlternating } from '../compare';
import { atMost } from '../figures';
import {
  serveHealth,
  serveKubernetes,
  serviceEntities,
} from '../health/backends';
import { CountingProxy } from '../health/CountingProxy';
import { readPlatform } from '../platform';

const SERVICES = [
  'storefront-web',
  'cart-api',
  'checkout-api',
  'payments-api',
  ...Array.from({ length: 6 }, (_, at) => `not-running-${at}`),
];
const POLL_MS = 10_000;

const silent = {
  error() {},
  warn() {},
  info() {},
  debug() {},
  child: () => silent,
};

async function measure(context: BenchmarkContext) {
  const isShort = context.length === 'short';
  const platform = readPlatform(context.platformFile);
  const viewers = isShort ? 2 : 50;
  // Five rounds of two polls by each viewer and service; together they are more than a minute.
  const roundMs = isShort ? POLL_MS : 2 * POLL_MS;
  const entities = serviceEntities(SERVICES);

  const through = async (name: string) => {
    const proxy = await CountingProxy.open(platform.kubeconfig.reader);
    const kubeconfig = join(context.folder, `${name}.yaml`);
    await proxy.writeKubeconfig(kubeconfig);
    const clusters = ConfiguredClusters.fromConfig(
      new ConfigReader({
        cairn: {
          clusters: [
            { name: 'local', writer: { kubeconfig }, reader: { kubeconfig } },
          ],
        },
      }),
      { logger: silent },
    );
    return { proxy, clusters };
  };
  const ours = await through('ours');
  const theirs = await through('theirs');
  const health = await serveHealth({
    entities,
    clusters: ours.clusters,
    argocd: true,
  });
  const kubernetes = await serveKubernetes({
    entities,
    clusters: theirs.clusters,
  });
  let answered = 0;
  /** Every viewer has every service open, and each page asks again as Backstage's does: 10 s after it asked. */
  const watch = async (
    proxy: CountingProxy,
    ask: (at: number) => Promise<unknown>,
  ) => {
    const before = proxy.requests;
    const endsAt = Date.now() + roundMs;
    await Promise.all(
      Array.from({ length: viewers * SERVICES.length }, async (_, page) => {
        // Nobody opens all pages in the same moment.
        await pause((page / (viewers * SERVICES.length)) * POLL_MS);
        while (Date.now() < endsAt) {
          const next = Date.now() + POLL_MS;
          await ask(page % SERVICES.length);
          answered += 1;
          await pause(Math.min(next, endsAt) - Date.now());
        }
      }),
    );
    return (proxy.requests - before) * (60_000 / roundMs);
  };
  try {
    context.progress(`${viewers} viewers of ${SERVICES.length} services`);
    await health.ask('/health/v1/entities/component/default/cart-api');
    const comparison = await compareAlternating(
      {
        ours: () =>
          watch(ours.proxy, at =>
            health.ask(`/health/v1/entities/component/default/${SERVICES[at]}`),
          ),
        theirs: () =>
          watch(theirs.proxy, at =>
            kubernetes.ask(`/kubernetes/services/${SERVICES[at]}`, {
              entity: entities[at],
              auth: {},
            }),
          ),
      },
      // What both ask once, at the start, is not what viewers cost.
      { rounds: isShort ? 1 : 5, warmUps: isShort ? 0 : 1 },
    );
    const middle = (values: number[]) =>
      [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
    return {
      figures: [
        atMost(
          'requests by health / by the Kubernetes plugin',
          comparison.median,
          '×',
          1 / 50,
          comparison.ratios,
        ),
        {
          name: 'requests in 60 s by health',
          value: middle(comparison.ours),
          unit: 'requests',
          rounds: comparison.ours,
        },
        {
          name: 'requests in 60 s by the Kubernetes plugin',
          value: middle(comparison.theirs),
          unit: 'requests',
          rounds: comparison.theirs,
        },
      ],
      notes: [
        `${viewers} viewers with ${
          SERVICES.length
        } services each; every page asks each 10 s, which the Kubernetes plugin's page does and health's does not need to: it waits to be told. Counted by a proxy before the API server, in rounds of ${
          roundMs / 1000
        } s taken to 60 s; ${answered} answers.`,
        'What health asks is its probe, each 5 s for workloads and for Argo CD; its watches stay open.',
        'A page whose answer takes longer than 10 s asks less often: where the machine does not keep up, the Kubernetes plugin is counted with fewer requests than it would make.',
      ],
    };
  } finally {
    await health.stop();
    await kubernetes.stop();
    for (const { proxy, clusters } of [ours, theirs]) {
      await clusters.close();
      proxy.close();
    }
  }
}

function pause(ms: number): Promise<void> {
  return new Promise(done => setTimeout(done, Math.max(0, ms)));
}

/** Number 1: what watching viewers cost the cluster. */
export const healthRequests: Benchmark = {
  name: 'health-requests',
  title:
    "Requests to the API server while 50 viewers watch 10 services, against Backstage's Kubernetes plugin",
  needsPlatform: true,
  run: measure,
};
