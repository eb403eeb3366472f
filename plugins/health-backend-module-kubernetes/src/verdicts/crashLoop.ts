import { condition, type Container } from '../objects/pod';
import { troubleOf, type TroubleFinder } from './trouble';

/** A container that ended this often, and last not long ago, is not well though it runs at the moment. */
const RESTARTS = 3;
const RECENT_MS = 5 * 60_000;

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

function endsAgainAndAgain(container: Container, now: number): boolean {
  const { restarts, lastEnded, ended } = container;
  const last = ended ?? lastEnded;
  return (
    restarts >= RESTARTS &&
    last?.at !== undefined &&
    last.exitCode !== 0 &&
    now - Date.parse(last.at) < RECENT_MS
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
