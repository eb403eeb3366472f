import {
  RiAlertLine,
  RiCheckboxCircleLine,
  RiCloseCircleLine,
  RiLoader4Line,
  RiQuestionLine,
  RiTimeLine,
} from '@remixicon/react';
import styles from './StateMark.module.css';

/**
 * - `good`: as it should be.
 * - `busy`: on its way.
 * - `waiting`: not begun.
 * - `warning`: to be looked at.
 * - `bad`: wrong.
 * - `unknown`: cannot be told.
 * - `quiet`: over, or of no concern.
 */
export type Tone =
  | 'good'
  | 'busy'
  | 'waiting'
  | 'warning'
  | 'bad'
  | 'unknown'
  | 'quiet';

const ICONS: Record<Tone, typeof RiTimeLine> = {
  good: RiCheckboxCircleLine,
  busy: RiLoader4Line,
  waiting: RiTimeLine,
  warning: RiAlertLine,
  bad: RiCloseCircleLine,
  unknown: RiQuestionLine,
  quiet: RiTimeLine,
};

/** A state, said by an icon and a word; colour only repeats it. */
export function StateMark(props: {
  tone: Tone;
  word: string;
  size?: 'medium' | 'large';
  /** Instead of the tone's own. */
  icon?: typeof RiTimeLine;
}) {
  const Icon = props.icon ?? ICONS[props.tone];
  return (
    <span
      className={styles.mark}
      data-tone={props.tone}
      data-size={props.size ?? 'medium'}
    >
      <Icon className={styles.icon} aria-hidden="true" />
      <span>{props.word}</span>
    </span>
  );
}
