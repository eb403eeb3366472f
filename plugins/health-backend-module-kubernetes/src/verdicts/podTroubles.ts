import { isActive, type Pod } from '../objects/pod';
import { cannotStart } from './cannotStart';
import { crashLoop } from './crashLoop';
import { imagePull } from './imagePull';
import { podFailed } from './podFailed';
import { probeFailing } from './probeFailing';
import type { Moment, Trouble, TroubleFinder } from './trouble';
import { unschedulable } from './unschedulable';

/** The most telling first. */
const FINDERS: TroubleFinder[] = [
  crashLoop,
  imagePull,
  cannotStart,
  podFailed,
  unschedulable,
  probeFailing,
];

/** What is wrong with a pod; undefined where nothing is, or it is on its way out. */
export function podTrouble(pod: Pod, moment: Moment): Trouble | undefined {
  if (!isActive(pod) && pod.phase !== 'Failed') {
    return undefined;
  }
  for (const find of FINDERS) {
    const trouble = find(pod, moment);
    if (trouble) {
      return trouble;
    }
  }
  return undefined;
}

/** What is wrong with any of several pods, the most telling first, of one kind the oldest first. */
export function podTroubles(pods: readonly Pod[], moment: Moment): Trouble[] {
  return pods
    .flatMap(pod => podTrouble(pod, moment) ?? [])
    .map((trouble, index) => ({ trouble, index }))
    .sort(
      (a, b) =>
        rank(a.trouble) - rank(b.trouble) ||
        a.trouble.since.localeCompare(b.trouble.since) ||
        a.index - b.index,
    )
    .map(({ trouble }) => trouble);
}

const RANK: Array<Trouble['reason']> = [
  'CrashLoop',
  'ImagePull',
  'CannotStart',
  'PodFailed',
  'Unschedulable',
  'ProbeFailing',
];

function rank({ reason }: Trouble): number {
  return RANK.indexOf(reason);
}
