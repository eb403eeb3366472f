import { formatDuration } from '../terminal/duration';

const DAY = 86_400;

/** A span in one unit, for columns: `45 s`, `12 min`, `3 h`, `9 d`. */
export function shortSpan(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) {
    return `${whole} s`;
  }
  if (whole < 3600) {
    return `${Math.floor(whole / 60)} min`;
  }
  if (whole < 2 * DAY) {
    return `${Math.floor(whole / 3600)} h`;
  }
  return `${Math.floor(whole / DAY)} d`;
}

/** How long ago. Empty where the time is not known. */
export function ago(time: string | undefined, now: number): string {
  const at = time === undefined ? NaN : Date.parse(time);
  return Number.isNaN(at) ? '' : shortSpan((now - at) / 1000);
}

/** How long still, or that it is over. Empty where there is no end. */
export function left(time: string | undefined, now: number): string {
  const at = time === undefined ? NaN : Date.parse(time);
  if (Number.isNaN(at)) {
    return '';
  }
  return at > now ? `in ${shortSpan((at - now) / 1000)}` : 'over';
}

/** How long something took or takes so far; empty before it began. */
export function took(
  step: { startedAt?: string; finishedAt?: string },
  now: number,
): string {
  const from = step.startedAt ? Date.parse(step.startedAt) : NaN;
  const to = step.finishedAt ? Date.parse(step.finishedAt) : now;
  return Number.isNaN(from) ? '' : formatDuration((to - from) / 1000);
}
