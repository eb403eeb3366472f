import type {
  DependencyPart,
  DependencyState,
} from '@cairn/plugin-platform-common';
import {
  RiAlertLine,
  RiCheckboxCircleLine,
  RiCloseCircleLine,
  RiHammerLine,
  RiIndeterminateCircleLine,
  RiLoader4Line,
  RiQuestionLine,
  type RemixiconComponentType,
} from '@remixicon/react';

/** What colour says of a state; never alone, always with the icon and the word. */
export type Tone = 'healthy' | 'warning' | 'down' | 'unknown';

/** How a state is called and drawn. */
export interface StateLook {
  word: string;
  /** What is said where it was so, and nobody knows whether it still is. */
  past: string;
  tone: Tone;
  Icon: RemixiconComponentType;
}

export const states: Record<DependencyState, StateLook> = {
  ok: {
    word: 'Works',
    past: 'Worked',
    tone: 'healthy',
    Icon: RiCheckboxCircleLine,
  },
  degraded: {
    word: 'Degraded',
    past: 'Was degraded',
    tone: 'warning',
    Icon: RiAlertLine,
  },
  down: {
    word: 'Down',
    past: 'Was down',
    tone: 'down',
    Icon: RiCloseCircleLine,
  },
  building: {
    word: 'Being built',
    past: 'Was being built',
    tone: 'warning',
    Icon: RiHammerLine,
  },
  starting: {
    word: 'Starting',
    past: 'Was starting',
    tone: 'warning',
    Icon: RiLoader4Line,
  },
  off: {
    word: 'Not configured',
    past: 'Was not configured',
    tone: 'unknown',
    Icon: RiIndeterminateCircleLine,
  },
  unknown: {
    word: 'Unknown',
    past: 'Unknown',
    tone: 'unknown',
    Icon: RiQuestionLine,
  },
};

export const partStates: Record<DependencyPart['state'], StateLook> = {
  ready: {
    word: 'Ready',
    past: 'Was ready',
    tone: 'healthy',
    Icon: RiCheckboxCircleLine,
  },
  waiting: {
    word: 'Waiting',
    past: 'Was waiting',
    tone: 'unknown',
    Icon: RiLoader4Line,
  },
  building: {
    word: 'Being built',
    past: 'Was being built',
    tone: 'warning',
    Icon: RiHammerLine,
  },
  starting: {
    word: 'Starting',
    past: 'Was starting',
    tone: 'warning',
    Icon: RiLoader4Line,
  },
  restarting: {
    word: 'Restarting',
    past: 'Was restarting',
    tone: 'warning',
    Icon: RiLoader4Line,
  },
  failed: {
    word: 'Failed',
    past: 'Had failed',
    tone: 'down',
    Icon: RiCloseCircleLine,
  },
  stopping: {
    word: 'Stopping',
    past: 'Was stopping',
    tone: 'unknown',
    Icon: RiLoader4Line,
  },
  stopped: {
    word: 'Stopped',
    past: 'Was stopped',
    tone: 'down',
    Icon: RiCloseCircleLine,
  },
};

/** The worst first. */
const ORDER: DependencyState[] = [
  'down',
  'degraded',
  'building',
  'starting',
  'unknown',
  'ok',
  'off',
];

/** For `sort`: the worst first, then by name. */
export function bySeverity(
  a: { state: DependencyState; title: string },
  b: { state: DependencyState; title: string },
): number {
  return (
    ORDER.indexOf(a.state) - ORDER.indexOf(b.state) ||
    a.title.localeCompare(b.title)
  );
}

/** True where a person may have to wait, or to do something. */
export function needsAttention({ state }: { state: DependencyState }): boolean {
  return state !== 'ok' && state !== 'off';
}
