import type { Evidence } from '@cairn/plugin-health-common';
import type { Pod } from '../objects/pod';

/** Where and when a verdict is made. */
export interface Moment {
  cluster: string;
  /** Milliseconds since 1970. */
  now: number;
}

/** Something that is wrong with a pod. */
export interface Trouble {
  reason:
    | 'CrashLoop'
    | 'ImagePull'
    | 'CannotStart'
    | 'PodFailed'
    | 'Unschedulable'
    | 'ProbeFailing';
  /** What is wrong, so that it can follow a colon: `container api crashes again and again (exit code 1)`. */
  message: string;
  /** RFC 3339, UTC. */
  since: string;
  evidence: Evidence;
  /** True where it is usual for a while during a rollout, so that the rollout's own deadline decides. */
  isUsualInRollout: boolean;
}

/** Looks for one kind of trouble. Pure. */
export type TroubleFinder = (pod: Pod, moment: Moment) => Trouble | undefined;

/** What a finder says of a pod. */
export function troubleOf(
  pod: Pod,
  { cluster }: Moment,
  found: {
    reason: Trouble['reason'];
    message: string;
    since: string;
    detail?: string;
    at?: string;
    isUsualInRollout?: boolean;
  },
): Trouble {
  return {
    reason: found.reason,
    message: found.message,
    since: found.since,
    isUsualInRollout: found.isUsualInRollout ?? false,
    evidence: {
      message: `Pod ${pod.name}: ${found.message}${
        found.detail ? `: ${found.detail}` : ''
      }`,
      object: {
        cluster,
        apiVersion: 'v1',
        kind: 'Pod',
        namespace: pod.namespace,
        name: pod.name,
      },
      at: found.at ?? found.since,
    },
  };
}
