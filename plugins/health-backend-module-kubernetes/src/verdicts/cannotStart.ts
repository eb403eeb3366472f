import { troubleOf, type TroubleFinder } from './trouble';

const BLOCKED = new Set([
  'CreateContainerConfigError',
  'CreateContainerError',
  'RunContainerError',
  'PreCreateHookError',
  'PostStartHookError',
]);

/** A container that cannot be made, for example because a Secret that it names is not there. */
export const cannotStart: TroubleFinder = (pod, moment) => {
  const container = pod.containers.find(({ waiting }) =>
    BLOCKED.has(waiting?.reason ?? ''),
  );
  return (
    container &&
    troubleOf(pod, moment, {
      reason: 'CannotStart',
      message: `container ${container.name} cannot be started (${container.waiting?.reason})`,
      since: pod.startedAt ?? pod.createdAt,
      detail: container.waiting?.message,
    })
  );
};
