import { troubleOf, type TroubleFinder } from './trouble';

/** A pod that failed longer ago was replaced since. */
const RECENT_MS = 5 * 60_000;

/** A pod that ended though it should run on, for example evicted. */
export const podFailed: TroubleFinder = (pod, moment) => {
  if (pod.phase !== 'Failed') {
    return undefined;
  }
  const ended = pod.containers.flatMap(one => (one.ended ? [one.ended] : []));
  const at =
    ended
      .map(one => one.at ?? '')
      .sort()
      .at(-1) ||
    pod.startedAt ||
    pod.createdAt;
  if (moment.now - Date.parse(at) > RECENT_MS) {
    return undefined;
  }
  const code = ended.find(({ exitCode }) => exitCode !== 0)?.exitCode;
  const why = [
    pod.reason,
    ...(code === undefined ? [] : [`exit code ${code}`]),
  ].filter(Boolean);
  return troubleOf(pod, moment, {
    reason: 'PodFailed',
    message: `it failed${why.length > 0 ? ` (${why.join(', ')})` : ''}`,
    since: at,
    detail: pod.message,
  });
};
