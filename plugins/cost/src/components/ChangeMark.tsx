import {
  RiArrowLeftRightLine,
  RiArrowRightDownLine,
  RiArrowRightUpLine,
} from '@remixicon/react';
import { changeOf, changeSentence, changeWords } from '../words/change';
import styles from './ChangeMark.module.css';

const ICONS = {
  more: RiArrowRightUpLine,
  new: RiArrowRightUpLine,
  less: RiArrowRightDownLine,
  same: RiArrowLeftRightLine,
};

/** How much more or less than before. More is no fault, so it has no colour. */
export function ChangeMark(props: {
  micros: number;
  previousMicros: number;
  currency: string;
  /** With the amount as well. */
  full?: boolean;
}) {
  const change = changeOf(props.micros, props.previousMicros);
  const Icon = ICONS[change.direction];
  return (
    <span
      className={styles.change}
      data-direction={change.direction}
      title={changeSentence(change, props.currency)}
    >
      <Icon className={styles.icon} aria-hidden="true" />
      {props.full
        ? changeSentence(change, props.currency)
        : changeWords(change)}
    </span>
  );
}
