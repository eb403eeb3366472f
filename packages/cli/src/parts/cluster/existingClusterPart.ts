import { z } from 'zod';
import { kubeconfigPath } from '../../cluster/layout';
import {
  reduceKubeconfig,
  type ExistingCluster,
} from '../../cluster/reduceKubeconfig';
import type { Part } from '../../platform/Part';
import { Kubectl } from '../Kubectl';
import { replaceIfChanged } from '../stateFiles';

const versionSchema = z.object({ gitVersion: z.string() });

/** Stands in for the control plane: nothing is started, the API server of an existing cluster is asked. */
export function existingClusterPart(existing: ExistingCluster): Part {
  return {
    // Others need it by this name, wherever it runs.
    name: 'kube-apiserver',
    title: 'Your cluster',
    dependency: 'cluster:local',
    needs: [],
    tools: ['kubectl'],
    ports: [],
    async prepare({ state }) {
      const { text } = await reduceKubeconfig(existing);
      await replaceIfChanged(kubeconfigPath(state, 'admin'), text);
    },
    async setUp(context) {
      const kubectl = await Kubectl.of(context);
      await kubectl.run(['get', '--raw', '/readyz']);
    },
    async probe(context) {
      const kubectl = await Kubectl.of(context);
      const answer = await kubectl.run(['get', '--raw', '/version']);
      const { gitVersion } = versionSchema.parse(JSON.parse(answer));
      return { version: gitVersion.replace(/^v/, '') };
    },
  };
}
