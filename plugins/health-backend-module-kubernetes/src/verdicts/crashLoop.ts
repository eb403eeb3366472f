import { condition, type Container } from '../objects/pod';
import { troubleOf, type TroubleFinder } from './trouble';

/** A container that ended this often is not well though it runs at the moment, */
const RESTARTS = 2;
/** unless it had run this long before: as long makes the kubelet forget as well. */
const LONG_RUN_MS = 10 * 60_000;
/** How long it must run to be believed: this for each time it ended, */
const EACH_MS = 30_000;
/** and no longer than this; but twice as long as it ran before. */
const MOST_MS = 5 * 60_000;

/**
 * A container that ends again and again: while the kubelet holds it back (`CrashLoopBackOff`), and between two tries, when it
 * seems to be well.
 */
export const crashLoop: TroubleFinder = (pod, moment) => {
  const ready = condition(pod, 'Ready');
  for (const container of pod.containers) {
    const ended = container.ended ?? container.lastEnded;
    const isHeldBack = container.waiting?.reason === 'CrashLoopBackOff';
    if (!isHeldBack && !endsAgainAndAgain(container, moment.now)) {
      continue;
    }
    return troubleOf(pod, moment, {
      reason: 'CrashLoop',
      message: `${container.isInit ? 'init container' : 'container'} ${
        container.name
      } crashes again and again (${howItEnded(container)}${
        container.restarts > 0
          ? `${container.restarts} restarts`
          : 'no restart yet'
      })`,
      since:
        (ready && !ready.isTrue && ready.since) || ended?.at || pod.createdAt,
      at: ended?.at,
      detail: container.waiting?.message,
    });
  }
  return undefined;
};

function endsAgainAndAgain(
  { isInit, restarts, lastEnded, ended, runningSince }: Container,
  now: number,
): boolean {
  const last = ended ?? lastEnded;
  // What may end well: an init container always, and what does not run any more.
  const isWell = last?.exitCode === 0 && (isInit || ended !== undefined);
  if (restarts < RESTARTS || last?.at === undefined || isWell) {
    return false;
  }
  const ranMs = last.startedAt
    ? Date.parse(last.at) - Date.parse(last.startedAt)
    : 0;
  const believedAfterMs = Math.max(
    Math.min(restarts * EACH_MS, MOST_MS),
    2 * ranMs,
  );
  return (
    ranMs < LONG_RUN_MS &&
    now - Date.parse(runningSince ?? last.at) < believedAfterMs
  );
}

function howItEnded({ ended, lastEnded }: Container): string {
  const last = ended ?? lastEnded;
  if (!last) {
    return '';
  }
  return last.reason === 'OOMKilled'
    ? 'out of memory, '
    : `exit code ${last.exitCode}, `;
}
