import { ConfigReader } from '@backstage/config';
import {
  ConfiguredClusters,
  type KubernetesClient,
} from '@cairn/plugin-clusters-node';
import type { Benchmark, BenchmarkContext } from '../Benchmark';
import { atMost } from '../figures';
import { readPlatform } from '../platform';
import { signIn } from '../signIn';
import { percentile } from '../statistics';

const SERVICE = 'cart-api';
const NAMESPACE = `larkfield-${SERVICE}`;
const ENTITY = `component:default/${SERVICE}`;
const TIMEOUT_MS = 15_000;

const silent = {
  error() {},
  warn() {},
  info() {},
  debug() {},
  child: () => silent,
};

async function measure(context: BenchmarkContext) {
  const platform = readPlatform(context.platformFile);
  const token = await signIn(platform.portalUrl, 'amara.okafor');
  const clusters = ConfiguredClusters.fromConfig(
    new ConfigReader({
      cairn: {
        clusters: [
          {
            name: 'local',
            writer: { kubeconfig: platform.kubeconfig.admin },
            reader: { kubeconfig: platform.kubeconfig.reader },
          },
        ],
      },
    }),
    { logger: silent },
  );
  const admin = clusters.get('local').writer;
  const page = await openPage(platform.portalUrl, token);
  try {
    context.progress(`changing ${SERVICE}, and waiting for the page to hear`);
    const rounds = context.length === 'short' ? 2 : 5;
    const changes = context.length === 'short' ? 2 : 20;
    const heard: number[] = [];
    const shown: number[] = [];
    const p95s: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const times: number[] = [];
      for (let at = 0; at < changes; at++) {
        await page.quiet();
        const startedAt = performance.now();
        await change(admin);
        await page.told();
        heard.push(performance.now() - startedAt);
        const response = await fetch(
          `${platform.portalUrl}/api/health/v1/entities/component/default/${SERVICE}`,
          { headers: { authorization: `Bearer ${token}` } },
        );
        await response.json();
        times.push(performance.now() - startedAt);
      }
      shown.push(...times);
      p95s.push(percentile(times, 95));
    }
    return {
      figures: [
        atMost(
          'from the change to the new data on the page, p95',
          percentile(shown, 95),
          'ms',
          500,
          p95s,
        ),
        {
          name: 'median',
          value: percentile(shown, 50),
          unit: 'ms',
        },
        {
          name: 'from the change to the signal, median',
          value: percentile(heard, 50),
          unit: 'ms',
        },
        {
          name: 'the same by polling each 10 s, p95 (computed)',
          value: 9_500,
          unit: 'ms',
        },
      ],
      notes: [
        'A pod of the service is deleted, by the API server; the portal tells it over its web socket; the page asks for the health again. From sending the deletion to having the answer.',
        'A page that asks each 10 s shows a change after up to 10 s, evenly spread.',
      ],
    };
  } finally {
    page.close();
    await clusters.close();
  }
}

/** Makes something of the service change: one of its pods is deleted, and replaced. */
async function change(admin: KubernetesClient): Promise<void> {
  const pods = await admin.list({
    apiVersion: 'v1',
    kind: 'Pod',
    namespace: NAMESPACE,
  });
  const pod = pods.find(
    ({ metadata }) => metadata.deletionTimestamp === undefined,
  );
  const { status } = await admin.request({
    method: 'DELETE',
    path: `/api/v1/namespaces/${NAMESPACE}/pods/${pod?.metadata.name}`,
  });
  if (status >= 300) {
    throw new Error(`A pod of ${SERVICE} could not be deleted (${status}).`);
  }
}

/** Hears signals as an open page does. */
async function openPage(portalUrl: string, token: string) {
  const socket = new WebSocket(
    `${portalUrl.replace(/^http/, 'ws')}/api/signals`,
    token,
  );
  let last = performance.now();
  let listener = () => {};
  await new Promise((resolve, reject) => {
    setTimeout(
      () => reject(new Error('The portal did not open the web socket.')),
      TIMEOUT_MS,
    ).unref();
    socket.onopen = resolve;
    socket.onerror = () =>
      reject(new Error('The portal refused the web socket.'));
  });
  socket.onmessage = ({ data }) => {
    if (String(data).includes(`"${ENTITY}"`)) {
      last = performance.now();
      listener();
    }
  };
  socket.send(JSON.stringify({ action: 'subscribe', channel: 'cairn:health' }));
  return {
    /** Waits until nothing was told for a second. */
    async quiet() {
      while (performance.now() - last < 1_000) {
        await new Promise(done => setTimeout(done, 50));
      }
    },
    /** Waits for the next time. */
    told: () =>
      new Promise<void>((resolve, reject) => {
        const timer = setTimeout(
          () => reject(new Error(`Nothing was told within ${TIMEOUT_MS} ms.`)),
          TIMEOUT_MS,
        );
        listener = () => {
          clearTimeout(timer);
          listener = () => {};
          resolve();
        };
      }),
    close: () => socket.close(),
  };
}

/** Number 3: how soon an open page knows. */
export const healthLatency: Benchmark = {
  name: 'health-latency',
  title: 'From a change in the cluster to the open page',
  needsPlatform: true,
  run: measure,
};
