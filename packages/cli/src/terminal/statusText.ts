import type { PartStatus } from '../platform/Part';
import { formatDuration, formatSince } from './duration';

const SIGNS: Readonly<Record<PartStatus['state'], string>> = {
  waiting: '·',
  building: '◐',
  starting: '◐',
  ready: '✔',
  failed: '✖',
  restarting: '↻',
  stopping: '◐',
  stopped: '○',
};

/** What a component does right now, in one line: state, how far, how long still, why. */
export function describeState(component: PartStatus): string {
  const { state, progress, reason, version } = component;
  const parts: string[] = [state];
  if (progress) {
    parts[0] = progress.step;
    if (progress.fraction !== undefined) {
      parts.push(`${Math.round(progress.fraction * 100)} %`);
    }
    if (progress.remainingSeconds !== undefined) {
      parts.push(`about ${formatDuration(progress.remainingSeconds)} left`);
    }
  } else if (state === 'ready' && version) {
    parts.push(version);
  }
  if (reason) {
    parts.push(reason);
  }
  return parts.join(', ');
}

/** A line of a list of components. */
export function componentLine(component: PartStatus, now: number): string {
  const title = component.title.padEnd(30);
  const time =
    component.state === 'waiting' || component.state === 'stopped'
      ? ''
      : formatSince(component.since, now);
  return `${SIGNS[component.state]} ${title} ${time.padStart(
    12,
  )}  ${describeState(component)}`;
}

/** Seconds until everything is there, as far as it can be told. */
export function remainingSeconds(
  components: readonly PartStatus[],
): number | undefined {
  const known = components
    .map(component => component.progress?.remainingSeconds)
    .filter(seconds => seconds !== undefined);
  return known.length > 0 ? Math.max(...known) : undefined;
}

/** How all of it stands, in one line. */
export function summaryLine(components: readonly PartStatus[]): string {
  const ready = components.filter(({ state }) => state === 'ready').length;
  const left = remainingSeconds(components);
  const failed = components.filter(({ state }) => state === 'failed').length;
  return [
    `${ready} of ${components.length} ready`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(left !== undefined ? [`about ${formatDuration(left)} left`] : []),
  ].join(', ');
}
