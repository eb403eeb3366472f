import {
  RiAlertLine,
  RiCheckboxCircleLine,
  RiCloseCircleLine,
  RiSubtractLine,
} from '@remixicon/react';
import { BUDGET_WORDS, type BudgetState } from '../words/budget';
import styles from './BudgetMark.module.css';

const LOOKS: Record<BudgetState, { tone: string; Icon: typeof RiAlertLine }> = {
  none: { tone: 'quiet', Icon: RiSubtractLine },
  within: { tone: 'good', Icon: RiCheckboxCircleLine },
  withinSoFar: { tone: 'good', Icon: RiCheckboxCircleLine },
  willGoOver: { tone: 'warning', Icon: RiAlertLine },
  over: { tone: 'bad', Icon: RiCloseCircleLine },
};

/** How a month stands against its budget: an icon and words; colour only repeats them. */
export function BudgetMark({ state }: { state: BudgetState }) {
  const { tone, Icon } = LOOKS[state];
  return (
    <span className={styles.mark} data-tone={tone}>
      <Icon className={styles.icon} aria-hidden="true" />
      <span>{BUDGET_WORDS[state]}</span>
    </span>
  );
}

/** Only the icon, where the words stand beside it or have no room; read out unless they stand beside it. */
export function BudgetIcon(props: {
  state: BudgetState;
  decorative?: boolean;
}) {
  const { tone, Icon } = LOOKS[props.state];
  const words = BUDGET_WORDS[props.state];
  return (
    <span
      className={styles.mark}
      data-tone={tone}
      {...(props.decorative
        ? { 'aria-hidden': true }
        : { role: 'img', 'aria-label': words, title: words })}
    >
      <Icon className={styles.icon} aria-hidden="true" />
    </span>
  );
}
