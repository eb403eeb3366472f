import type { HealthVerdict } from '@cairn/plugin-health-common';
import { condition, isReady, type Pod } from '../objects/pod';
import { podTrouble } from './podTroubles';
import type { Moment } from './trouble';

/** As long as Kubernetes waits for a Deployment unless told otherwise. */
const PATIENCE_MS = 10 * 60_000;

/** How a pod is that nothing controls. Pure. */
export function barePodVerdict(pod: Pod, moment: Moment): HealthVerdict {
  if (pod.phase === 'Succeeded') {
    return {
      status: 'Healthy',
      reason: 'Completed',
      message: 'It ended as it should',
      since: condition(pod, 'Ready')?.since ?? pod.createdAt,
      evidence: [],
    };
  }
  const trouble = podTrouble(pod, moment);
  if (trouble && !trouble.isUsualInRollout) {
    return {
      status: 'Down',
      reason: trouble.reason,
      message: `The pod is not ready: ${trouble.message}`,
      since: trouble.since,
      evidence: [trouble.evidence],
    };
  }
  if (isReady(pod)) {
    return {
      status: 'Healthy',
      reason: 'PodReady',
      message: 'The pod is ready',
      since: condition(pod, 'Ready')?.since ?? pod.createdAt,
      evidence: [],
    };
  }
  if (isLate(pod, moment)) {
    return {
      status: 'Down',
      reason: trouble?.reason ?? 'NotStarted',
      message: `The pod is not ready after ${PATIENCE_MS / 60_000} minutes${
        trouble ? `: ${trouble.message}` : ''
      }`,
      since: pod.createdAt,
      evidence: trouble ? [trouble.evidence] : [],
    };
  }
  return pod.phase === 'Failed'
    ? {
        status: 'Down',
        reason: 'PodFailed',
        message: 'The pod failed, and nothing replaces it',
        since: pod.startedAt ?? pod.createdAt,
        evidence: [],
      }
    : {
        status: 'Progressing',
        reason: pod.isDeleting ? 'Deleting' : 'PodsStarting',
        message: pod.isDeleting ? 'It is being deleted' : 'The pod is starting',
        since: pod.createdAt,
        evidence: trouble ? [trouble.evidence] : [],
        waitingFor: pod.isDeleting ? 'the pod to end' : 'the pod to be ready',
      };
}

function isLate({ phase, isDeleting, createdAt }: Pod, { now }: Moment) {
  return (
    !isDeleting &&
    phase !== 'Failed' &&
    now - Date.parse(createdAt) > PATIENCE_MS
  );
}
