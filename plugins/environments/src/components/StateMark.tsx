import type {
  Environment,
  ObservedResource,
  RunState,
  StepState,
} from '@cairn/plugin-environments-common';
import {
  RiAlertLine,
  RiCheckboxCircleLine,
  RiCloseCircleLine,
  RiLoader4Line,
  RiQuestionLine,
  RiStopCircleLine,
  RiTimeLine,
} from '@remixicon/react';
import styles from './StateMark.module.css';

type AnyState =
  | Environment['state']
  | ObservedResource['status']
  | RunState
  | StepState;

type Tone = 'good' | 'busy' | 'warning' | 'bad' | 'quiet';

interface Look {
  tone: Tone;
  word: string;
  Icon: typeof RiTimeLine;
}

const good = (word: string): Look => ({
  tone: 'good',
  word,
  Icon: RiCheckboxCircleLine,
});
const busy = (word: string): Look => ({
  tone: 'busy',
  word,
  Icon: RiLoader4Line,
});
const bad = (word: string): Look => ({
  tone: 'bad',
  word,
  Icon: RiCloseCircleLine,
});
const quiet = (word: string, Icon: Look['Icon']): Look => ({
  tone: 'quiet',
  word,
  Icon,
});

const LOOKS: Record<AnyState, Look> = {
  Provisioning: busy('Provisioning'),
  Ready: good('Ready'),
  Degraded: { tone: 'warning', word: 'Degraded', Icon: RiAlertLine },
  Destroying: busy('Destroying'),
  Destroyed: quiet('Destroyed', RiStopCircleLine),
  Failed: bad('Failed'),
  Unknown: quiet('Unknown', RiQuestionLine),
  Progressing: busy('Progressing'),
  Missing: bad('Missing'),
  Queued: quiet('Queued', RiTimeLine),
  Running: busy('Running'),
  Succeeded: good('Succeeded'),
  Pending: quiet('Waiting', RiTimeLine),
};

/** A state, said by an icon and a word; colour only repeats it. */
export function StateMark(props: {
  state: AnyState;
  size?: 'medium' | 'large';
  /** Another word than the state's own. */
  word?: string;
}) {
  const { tone, word, Icon } = LOOKS[props.state];
  return (
    <span
      className={styles.mark}
      data-tone={tone}
      data-size={props.size ?? 'medium'}
    >
      <Icon className={styles.icon} aria-hidden="true" />
      <span>{props.word ?? word}</span>
    </span>
  );
}
