import type { DependencyStatus } from '@cairn/plugin-platform-common';
import { bySeverity, needsAttention, type Tone } from '../state/states';
import { aboutInWords } from '../time/words';

/** The one thing to know of the platform. */
export interface Answer {
  tone: Tone;
  title: string;
  /** Each thing that is wrong, the worst first, where there are several. */
  lines?: string[];
  /** What follows from it for the person who reads; absent: nothing. */
  consequence?: string;
}

/** More than these are to be found below. */
const MOST_LINES = 4;

/** What a person wants to know first: does everything work, and if not, what has to wait. */
export function answerOf(dependencies: readonly DependencyStatus[]): Answer {
  const wrong = dependencies.filter(needsAttention).sort(bySeverity);
  const [worst] = wrong;
  if (!worst) {
    return dependencies.some(({ state }) => state === 'ok')
      ? { tone: 'healthy', title: 'Everything works' }
      : { tone: 'unknown', title: 'Nothing is watched yet' };
  }
  if (wrong.length > 1) {
    return {
      tone: toneOf(wrong),
      title: wrong.every(comesByItself)
        ? `${wrong.length} parts are still being set up`
        : `${wrong.length} parts do not work as they should`,
      lines: [
        ...wrong.slice(0, MOST_LINES).map(sentence),
        ...(wrong.length > MOST_LINES
          ? [`and ${wrong.length - MOST_LINES} more`]
          : []),
      ],
    };
  }
  return {
    tone: toneOf(wrong),
    title: sentence(worst),
    ...(worst.neededFor.length > 0
      ? {
          consequence: `${consequenceOf(worst)}: ${worst.neededFor.join(', ')}`,
        }
      : {}),
  };
}

/** What does not work, waits or may suffer, by how it is. */
export function consequenceOf({
  state,
}: Pick<DependencyStatus, 'state'>): string {
  switch (state) {
    case 'degraded':
      return 'May be affected';
    case 'building':
    case 'starting':
      return 'Waits for it';
    case 'down':
      return 'Does not work until then';
    default:
      return 'Needed for';
  }
}

/** Something wrong in one sentence, with how long it will take where that is known. */
export function sentence(dependency: DependencyStatus): string {
  const { title, state, progress, reason } = dependency;
  switch (state) {
    case 'building':
      return progress?.remainingSeconds === undefined
        ? `${title} is still being built`
        : `${title} is still being built: ${aboutInWords(
            progress.remainingSeconds,
          )} left`;
    case 'starting':
      return `${title} is starting`;
    case 'unknown':
      return `${title} was not asked yet`;
    case 'degraded':
      return withReason(`${title} is degraded`, reason);
    case 'down':
      return withReason(`${title} is down`, reason);
    case 'off':
      return `${title} is not configured`;
    default:
      return `${title} works`;
  }
}

function withReason(what: string, reason: string | undefined): string {
  return reason ? `${what}: ${lowerFirst(reason)}` : what;
}

/** Reasons are sentences of their own; names and abbreviations keep their capitals. */
function lowerFirst(text: string): string {
  return /^(It|Its|No|The|What|Nothing|This) /.test(text)
    ? text[0].toLocaleLowerCase('en') + text.slice(1)
    : text;
}

/** Nothing is wrong with it: it only takes its time. */
function comesByItself({ state }: DependencyStatus): boolean {
  return state === 'building' || state === 'starting';
}

function toneOf(wrong: readonly DependencyStatus[]): Tone {
  if (wrong.some(({ state }) => state === 'down')) {
    return 'down';
  }
  return wrong.every(({ state }) => state === 'unknown')
    ? 'unknown'
    : 'warning';
}
