import { condition, type Pod } from '../objects/pod';
import { troubleOf, type TroubleFinder } from './trouble';

/** Containers run, but do not say that they are ready. Usual while a new version starts. */
export const probeFailing: TroubleFinder = (pod, moment) => {
  const ready = condition(pod, 'Ready');
  const waiting = pod.containers.filter(
    ({ isInit, isReady, runningSince }) =>
      !isInit && !isReady && runningSince !== undefined,
  );
  const [container] = waiting;
  if (pod.phase !== 'Running' || ready?.isTrue !== false || !container) {
    return undefined;
  }
  return troubleOf(pod, moment, {
    reason: 'ProbeFailing',
    message: `container ${container.name} runs, but its readiness probe fails`,
    since: ready.since ?? container.runningSince ?? pod.createdAt,
    detail: ready.message,
    isUsualInRollout: !wasReady(pod),
  });
};

/** Kubernetes notes only the last change: one after the containers had started was from ready to not ready. */
function wasReady(pod: Pod): boolean {
  const changed = condition(pod, 'Ready')?.since;
  const started = pod.containers
    .map(({ runningSince }) => runningSince ?? '')
    .sort()
    .at(-1);
  // One second, because times have that grain.
  return (
    changed !== undefined &&
    started !== undefined &&
    Date.parse(changed) > Date.parse(started) + 1_000
  );
}
