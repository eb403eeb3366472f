import { readFileSync } from 'node:fs';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import {
  kubernetesObjectSchema,
  type KubernetesObject,
} from '@cairn/plugin-clusters-node';
import type { HealthVerdict } from '@cairn/plugin-health-common';
import { z } from 'zod';
import { trimEvent } from '../objects/clusterEvent';
import { ClusterObjects, type Tree } from '../objects/ClusterObjects';
import { trimCronJob, trimJob } from '../objects/job';
import { trimPod } from '../objects/pod';
import { trimReplicated } from '../objects/workload';
import { treeHealth } from '../verdicts/treeHealth';

const NAMESPACE = 'h-try';
const fileSchema = z.object({
  recordedAt: z.string(),
  objects: z.array(kubernetesObjectSchema),
});

/** Objects as an API server answered them, with what controls what. */
export interface Recorded {
  name: string;
  /** Milliseconds since 1970. */
  recordedAt: number;
  cluster: ClusterObjects;
  tree: Tree;
}

/** Reads a file of `__fixtures__`, of which `change` may change objects first. */
export function recorded(
  name: string,
  change: (object: KubernetesObject) => void = () => {},
): Recorded {
  const { recordedAt, objects } = fileSchema.parse(
    JSON.parse(
      readFileSync(
        resolvePackagePath(
          '@cairn/plugin-health-backend-module-kubernetes',
          `src/__fixtures__/${name}.json`,
        ),
        'utf8',
      ),
    ),
  );
  const cluster = new ClusterObjects();
  for (const object of objects) {
    change(object);
    put(cluster, object);
  }
  const [tree] = cluster.trees(NAMESPACE);
  if (!tree) {
    throw new Error(`${name} has no workload`);
  }
  return { name, recordedAt: Date.parse(recordedAt), cluster, tree };
}

/** What is said of it some time after it was recorded. */
export function verdictOf(
  { tree, recordedAt }: Recorded,
  afterMs = 0,
): HealthVerdict {
  return treeHealth(tree, { cluster: 'local', now: recordedAt + afterMs })
    .verdict;
}

function put(cluster: ClusterObjects, object: KubernetesObject): void {
  const uid = object.metadata.uid ?? '';
  switch (object.kind) {
    case 'Pod':
      cluster.applyPod({ uid, after: trimPod(object) });
      break;
    case 'Event':
      cluster.applyEvent({ uid, after: trimEvent(object) });
      break;
    case 'Job':
      cluster.applyWorkload({ uid, after: trimJob(object) });
      break;
    case 'CronJob':
      cluster.applyWorkload({ uid, after: trimCronJob(object) });
      break;
    case 'Deployment':
    case 'StatefulSet':
    case 'DaemonSet':
    case 'ReplicaSet':
      cluster.applyWorkload({
        uid,
        after: trimReplicated(object.kind)(object),
      });
      break;
    default:
      throw new Error(`Nobody watches ${object.kind}`);
  }
}
