import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { applyObjects } from '../../cluster/applyObjects';
import { kubeconfigPath } from '../../cluster/layout';
import type { Part, PartContext } from '../../platform/Part';
import { send } from '../http';
import { replaceIfChanged } from '../stateFiles';
import {
  KWOK_ACCESS,
  SIMULATED_NODE_ANNOTATION,
  SIMULATED_NODES,
} from './simulatedNodes';
import { SIMULATED_STORAGE } from './simulatedStorage';
import { onlyWhereWell } from './simulatedTroubles';

/** What simulated nodes and pods do: become ready at once, complete, go when deleted. */
const STAGES = [
  'node/fast/node-initialize.yaml',
  'node/heartbeat-with-lease/node-heartbeat-with-lease.yaml',
  'pod/fast/pod-ready.yaml',
  'pod/fast/pod-complete.yaml',
  'pod/fast/pod-delete.yaml',
];

function configFile(state: string) {
  return join(state, 'config', 'kwok.yaml');
}

async function prepare({ root, state, ports, assets, signal }: PartContext) {
  const folder = join(await assets('kwok'), 'kustomize', 'stage');
  const stages = await Promise.all(
    STAGES.map(name => readFile(join(folder, ...name.split('/')), 'utf8')),
  );
  const troubles = await readFile(
    join(root, 'platform', 'kwok', 'troubles.yaml'),
    'utf8',
  );
  await replaceIfChanged(
    configFile(state),
    [...stages.map(onlyWhereWell), troubles].join('\n---\n'),
  );
  await applyObjects({
    state,
    port: ports.apiserver,
    objects: [...KWOK_ACCESS, ...SIMULATED_NODES, SIMULATED_STORAGE],
    signal,
  });
}

/** Plays nodes: pods are scheduled and become ready, but no container runs and no image is pulled. */
export const kwokPart: Part = {
  name: 'kwok',
  title: 'Simulated nodes',
  dependency: 'cluster:local',
  needs: ['kube-apiserver'],
  tools: ['kwok'],
  ports: ['kwok'],
  prepare,

  async process({ state, ports, tool }) {
    return {
      command: await tool('kwok'),
      args: [
        `--kubeconfig=${kubeconfigPath(state, 'kwok')}`,
        `--config=${configFile(state)}`,
        '--manage-all-nodes=false',
        `--manage-nodes-with-annotation-selector=${SIMULATED_NODE_ANNOTATION}=fake`,
        '--node-lease-duration-seconds=40',
        '--v=WARN',
        '--node-ip=127.0.0.1',
        '--cidr=10.244.0.0/16',
        `--server-address=127.0.0.1:${ports.kwok}`,
      ],
      // It writes below ~/.kwok unless told otherwise.
      env: { HOME: join(state, 'data', 'kwok') },
    };
  },

  async probe({ ports, signal }) {
    const answer = await send(`http://127.0.0.1:${ports.kwok}/healthz`, {
      signal,
    });
    if (!answer.ok) {
      throw new Error(`kwok answered ${answer.status} when asked for health`);
    }
    return {};
  },
};
