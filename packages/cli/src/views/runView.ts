import type {
  Run,
  RunStep,
  StepState,
} from '@cairn/plugin-environments-common';
import { plain } from '../output/plain';
import type { Style, Tone } from '../output/Style';
import { took } from './age';

const SIGNS: Readonly<Record<StepState, { sign: string; tone: Tone }>> = {
  Pending: { sign: '·', tone: 'muted' },
  Running: { sign: '◐', tone: 'warning' },
  Succeeded: { sign: '✔', tone: 'good' },
  Failed: { sign: '✖', tone: 'bad' },
};

/** One step: what was done to which object, how it ended, and how long it took. */
export function stepLine(step: RunStep, style: Style, now: number): string {
  const { sign, tone } = SIGNS[step.state];
  const time = took(step, now);
  return `${style(tone, sign)} ${plain(step.operation)} ${plain(
    step.ref.kind,
  )}/${plain(step.ref.name)} ${style('muted', `(${plain(step.component)})`)}${
    time && `  ${time}`
  }${step.message ? `  ${plain(step.message)}` : ''}`;
}

/** Says each thing that happens in a run once. */
export class RunView {
  readonly #style: Style;
  readonly #said = new Set<string>();

  constructor(style: Style) {
    this.#style = style;
  }

  /** What is new in `run`. */
  next(run: Run, now: number): string[] {
    const done = run.steps.filter(
      ({ state }) => state === 'Succeeded' || state === 'Failed',
    );
    const lines = this.#once(
      done.map(step => [
        `${step.index} ${step.state}`,
        stepLine(step, this.#style, now),
      ]),
    );
    if (run.state === 'Running' || run.state === 'Queued') {
      const message = plain(run.message);
      lines.push(
        ...this.#once([[message, `${this.#style('warning', '◐')} ${message}`]]),
      );
    }
    return lines;
  }

  #once(entries: readonly (readonly [string, string])[]): string[] {
    return entries.flatMap(([key, line]) => {
      if (this.#said.has(key)) {
        return [];
      }
      this.#said.add(key);
      return [line];
    });
  }
}
