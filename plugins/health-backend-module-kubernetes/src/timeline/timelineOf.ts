import type {
  ObservedObjectRef,
  TimelineEntry,
} from '@cairn/plugin-health-common';
import type { ClusterEvent } from '../objects/clusterEvent';
import type { Tree } from '../objects/ClusterObjects';
import type { Pod } from '../objects/pod';
import type { ReplicatedWorkload } from '../objects/workload';

const MAX_ENTRIES = 50;

/** What happened to some workloads, newest first. Pure. */
export function timelineOf(
  trees: readonly Tree[],
  events: readonly ClusterEvent[],
  cluster: string,
): TimelineEntry[] {
  const own = new Set(
    trees.flatMap(({ root, replicaSets, jobs, pods }) =>
      [root, ...replicaSets, ...jobs, ...pods].map(({ uid }) => uid),
    ),
  );
  const gone = trees.map(({ root }) => namedAfter(root.name));
  const entries = [
    ...trees.flatMap(tree => deploysOf(tree, cluster)),
    ...trees.flatMap(({ pods }) =>
      pods.flatMap(pod => restartsOf(pod, cluster)),
    ),
    ...events
      .filter(
        ({ about }) =>
          own.has(about.uid ?? '') ||
          // Of what is gone only its name is left.
          gone.some(pattern => pattern.test(about.name)),
      )
      .map(event => entryOf(event, cluster)),
  ];
  return entries
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at))
    .slice(0, MAX_ENTRIES);
}

/** Names that controllers give to what they make: they end in numbers or in letters without vowels. */
function namedAfter(name: string): RegExp {
  const made = '[bcdf-hj-np-tv-xz2456789]';
  return new RegExp(
    `^${name.replace(
      /[.]/g,
      '\\.',
    )}-(${made}{5,10}(-${made}{5})?|\\d+(-${made}{5})?)$`,
  );
}

/** Each version that a Deployment still remembers. */
function deploysOf(
  { root, replicaSets }: Tree,
  cluster: string,
): TimelineEntry[] {
  if (!('kind' in root)) {
    return [];
  }
  return replicaSets.map(replicaSet => ({
    at: replicaSet.createdAt,
    type: 'deploy',
    message: `Version ${replicaSet.revision ?? '?'} of ${root.name}: ${imagesOf(
      replicaSet,
    )}`,
    object: {
      cluster,
      apiVersion: 'apps/v1',
      kind: root.kind,
      namespace: root.namespace,
      name: root.name,
    },
  }));
}

function imagesOf({ images }: ReplicatedWorkload): string {
  return images.join(', ');
}

/** The last restart of each container; Kubernetes remembers no other. */
function restartsOf(pod: Pod, cluster: string): TimelineEntry[] {
  return pod.containers.flatMap(({ name, restarts, lastEnded }) =>
    restarts > 0 && lastEnded?.at !== undefined
      ? [
          {
            at: lastEnded.at,
            type: 'restart' as const,
            message: `Container ${name} of pod ${pod.name} ended with ${
              lastEnded.reason || 'an error'
            } (exit code ${lastEnded.exitCode}) and was started again`,
            object: refOf(pod, cluster),
            count: restarts,
          },
        ]
      : [],
  );
}

function entryOf(event: ClusterEvent, cluster: string): TimelineEntry {
  const { about, namespace } = event;
  return {
    at: event.at,
    type: event.isWarning ? 'warning' : 'scale',
    message: `${about.kind} ${about.name}: ${event.reason}${
      event.message ? `: ${event.message}` : ''
    }`,
    object: {
      cluster,
      apiVersion: about.apiVersion,
      kind: about.kind,
      namespace,
      name: about.name,
    },
    ...(event.count > 1 && { count: event.count }),
  };
}

function refOf(pod: Pod, cluster: string): ObservedObjectRef {
  return {
    cluster,
    apiVersion: 'v1',
    kind: 'Pod',
    namespace: pod.namespace,
    name: pod.name,
  };
}
