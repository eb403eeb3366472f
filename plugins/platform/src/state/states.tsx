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
  tone: Tone;
  Icon: RemixiconComponentType;
}

export const states: Record<DependencyState, StateLook> = {
  ok: { word: 'Works', tone: 'healthy', Icon: RiCheckboxCircleLine },
  degraded: { word: 'Degraded', tone: 'warning', Icon: RiAlertLine },
  down: { word: 'Down', tone: 'down', Icon: RiCloseCircleLine },
  building: { word: 'Being built', tone: 'warning', Icon: RiHammerLine },
  starting: { word: 'Starting', tone: 'warning', Icon: RiLoader4Line },
  off: {
    word: 'Not configured',
    tone: 'unknown',
    Icon: RiIndeterminateCircleLine,
  },
  unknown: { word: 'Unknown', tone: 'unknown', Icon: RiQuestionLine },
};

export const partStates: Record<DependencyPart['state'], StateLook> = {
  ready: { word: 'Ready', tone: 'healthy', Icon: RiCheckboxCircleLine },
  waiting: { word: 'Waiting', tone: 'unknown', Icon: RiLoader4Line },
  building: { word: 'Being built', tone: 'warning', Icon: RiHammerLine },
  starting: { word: 'Starting', tone: 'warning', Icon: RiLoader4Line },
  restarting: { word: 'Restarting', tone: 'warning', Icon: RiLoader4Line },
  failed: { word: 'Failed', tone: 'down', Icon: RiCloseCircleLine },
  stopping: { word: 'Stopping', tone: 'unknown', Icon: RiLoader4Line },
  stopped: { word: 'Stopped', tone: 'down', Icon: RiCloseCircleLine },
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
