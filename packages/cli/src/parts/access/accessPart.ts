import { join } from 'node:path';
import { describeManifests } from '../../cluster/describeManifests';
import type { Part } from '../../platform/Part';
import { Kubectl } from '../Kubectl';
import { writeAccountKubeconfig } from './accountKubeconfig';

/** Cairn's own accounts in the cluster, what they may do, and the policies that hold them to environments. */
export const accessPart: Part = {
  name: 'access',
  title: 'Access to the cluster',
  dependency: 'cluster:local',
  needs: ['kube-apiserver'],
  tools: ['kubectl'],
  ports: [],

  installs: root => describeManifests(join(root, 'platform', 'access')),

  async setUp(context) {
    const kubectl = await Kubectl.of(context);
    context.progress('applying accounts, roles and admission policies');
    await kubectl.applyFiles(join(context.root, 'platform', 'access'));
    for (const file of ['writer', 'reader']) {
      await writeAccountKubeconfig(context, kubectl, {
        namespace: 'cairn-system',
        name: `cairn-${file}`,
        file,
      });
    }
  },
};
