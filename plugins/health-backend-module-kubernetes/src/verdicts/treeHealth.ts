import type {
  HealthVerdict,
  PodHealth,
  WorkloadHealth,
} from '@cairn/plugin-health-common';
import type { Tree } from '../objects/ClusterObjects';
import { isReady, restartsOf, type Pod } from '../objects/pod';
import { barePodVerdict } from './barePodVerdict';
import { cronJobVerdict } from './cronJobVerdict';
import { jobVerdict } from './jobVerdict';
import { podTrouble } from './podTroubles';
import { replicatedVerdict } from './replicatedVerdict';
import type { Moment } from './trouble';

/** More pods than a page shows one by one; those in trouble come first. */
const MAX_PODS = 100;

const API_VERSION: Record<string, string | undefined> = {
  Deployment: 'apps/v1',
  StatefulSet: 'apps/v1',
  DaemonSet: 'apps/v1',
  ReplicaSet: 'apps/v1',
  Job: 'batch/v1',
  CronJob: 'batch/v1',
};

/** A workload as the health plugin tells it. Pure. */
export function treeHealth(tree: Tree, moment: Moment): WorkloadHealth {
  const { root, pods } = tree;
  const kind = 'kind' in root ? root.kind : 'Pod';
  return {
    ref: {
      cluster: moment.cluster,
      apiVersion: API_VERSION[kind] ?? 'v1',
      kind,
      namespace: root.namespace,
      name: root.name,
    },
    verdict: verdictOf(tree, moment),
    ...countsOf(tree),
    images: root.images,
    pods: pods
      .map(pod => podHealth(pod, moment))
      .sort(
        (a, b) =>
          Number(a.trouble === undefined) - Number(b.trouble === undefined),
      )
      .slice(0, MAX_PODS),
  };
}

function verdictOf(
  { root, replicaSets, jobs, pods }: Tree,
  moment: Moment,
): HealthVerdict {
  if (!('kind' in root)) {
    return barePodVerdict(root, moment);
  }
  switch (root.kind) {
    case 'Job':
      return jobVerdict({ job: root, pods }, moment);
    case 'CronJob':
      return cronJobVerdict({ cronJob: root, jobs, pods }, moment);
    default:
      return replicatedVerdict({ workload: root, replicaSets, pods }, moment);
  }
}

function countsOf({ root }: Tree): { wanted: number; ready: number } {
  if (!('kind' in root)) {
    return { wanted: 1, ready: isReady(root) ? 1 : 0 };
  }
  switch (root.kind) {
    case 'Job':
      return { wanted: root.wanted, ready: root.succeeded };
    case 'CronJob':
      return { wanted: 0, ready: 0 };
    default:
      return { wanted: root.wanted, ready: root.ready };
  }
}

function podHealth(pod: Pod, moment: Moment): PodHealth {
  const trouble = podTrouble(pod, moment);
  return {
    ref: {
      cluster: moment.cluster,
      apiVersion: 'v1',
      kind: 'Pod',
      namespace: pod.namespace,
      name: pod.name,
    },
    phase: pod.isDeleting ? 'Terminating' : pod.phase,
    ready: isReady(pod),
    restarts: restartsOf(pod),
    ...(pod.node && { node: pod.node }),
    ...(trouble && {
      trouble:
        pod.containers.find(({ waiting }) => waiting)?.waiting?.reason ??
        trouble.reason,
    }),
    ...(pod.startedAt && { startedAt: pod.startedAt }),
  };
}
