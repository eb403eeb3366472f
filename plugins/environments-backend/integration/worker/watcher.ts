/*
 * What one backend knows of a cluster by its watches, in a process of its own: five times a second it says what it would show of an
 * object, and as of when.
 */
import type { LoggerService } from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import { ConfiguredClusters } from '@cairn/plugin-clusters-node';
import { KubernetesEngine } from '@cairn/plugin-environments-backend-module-kubernetes';
import { z } from 'zod';
import { EngineRegistry } from '../../src/engines/EngineRegistry';
import { Watches } from '../../src/observe/Watches';

const { kubeconfig, namespace, name, uid } = z
  .object({
    kubeconfig: z.string(),
    namespace: z.string(),
    name: z.string(),
    uid: z.string(),
  })
  .parse(JSON.parse(process.env.CAIRN_WATCHER ?? ''));

const silent: LoggerService = {
  error() {},
  warn() {},
  info() {},
  debug() {},
  child: () => silent,
};

const clusters = ConfiguredClusters.fromConfig(
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
const engines = new EngineRegistry();
engines.addEngine(
  new KubernetesEngine({ clusters, config: { standInNamespace: 'none' } }),
);
const watches = new Watches({ clusters, engines, logger: silent });
watches.start({
  signal: new AbortController().signal,
  onChange: () => {},
  onReach: () => {},
});
setInterval(() => {
  const look = watches.look({
    ref: {
      cluster: 'local',
      apiVersion: 'v1',
      kind: 'ConfigMap',
      namespace,
      name,
    },
    uid,
  });
  process.send?.({
    how: look.how,
    isThere: look.how === 'seen' && look.seen !== undefined,
    observedAt: watches.observedAt('local') ?? '',
  });
}, 200);
