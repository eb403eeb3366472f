import type { Part } from '../../platform/Part';

/** Cairn's own accounts in the cluster, and what they may do. */
export const accessPart: Part = {
  name: 'access',
  title: 'Access to the cluster',
  dependency: 'cluster:local',
  needs: ['kube-apiserver'],
  tools: ['kubectl'],
  ports: [],
};
