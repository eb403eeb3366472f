import type { PipelineStatus } from '@cairn/plugin-pipelines-common';
import { StateMark, type Tone } from '@cairn/plugin-portal-react';
import {
  RiSkipForwardLine,
  RiStopCircleLine,
  RiTimerFlashLine,
} from '@remixicon/react';

interface Look {
  tone: Tone;
  word: string;
  icon?: typeof RiStopCircleLine;
}

const LOOKS: Record<PipelineStatus, Look> = {
  Queued: { tone: 'waiting', word: 'Queued' },
  Running: { tone: 'busy', word: 'Running' },
  Succeeded: { tone: 'good', word: 'Succeeded' },
  Failed: { tone: 'bad', word: 'Failed' },
  Cancelled: { tone: 'quiet', word: 'Stopped', icon: RiStopCircleLine },
  TimedOut: { tone: 'bad', word: 'Timed out', icon: RiTimerFlashLine },
  Skipped: { tone: 'quiet', word: 'Skipped', icon: RiSkipForwardLine },
  Unknown: { tone: 'unknown', word: 'Unknown' },
};

/** The status of a run, a job or a step, by an icon and a word. */
export function StatusMark(props: {
  status: PipelineStatus;
  size?: 'medium' | 'large';
}) {
  return <StateMark {...LOOKS[props.status]} size={props.size} />;
}
