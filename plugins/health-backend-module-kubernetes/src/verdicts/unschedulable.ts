import { condition } from '../objects/pod';
import { troubleOf, type TroubleFinder } from './trouble';

/** A cluster may need this long to make room by itself. */
const PATIENCE_MS = 60_000;

/** A pod for which no node has room. */
export const unschedulable: TroubleFinder = (pod, moment) => {
  const scheduled = condition(pod, 'PodScheduled');
  if (
    pod.phase !== 'Pending' ||
    scheduled === undefined ||
    scheduled.isTrue ||
    scheduled.reason !== 'Unschedulable'
  ) {
    return undefined;
  }
  const since = scheduled.since ?? pod.createdAt;
  return troubleOf(pod, moment, {
    reason: 'Unschedulable',
    message: 'no node takes it',
    since,
    detail: scheduled.message,
    isUsualInRollout: moment.now - Date.parse(since) < PATIENCE_MS,
  });
};
