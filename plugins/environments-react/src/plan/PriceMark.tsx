import type { Price } from '@cairn/plugin-cost-common';
import {
  RiAlertLine,
  RiCheckboxCircleLine,
  RiCloseCircleLine,
  RiPriceTag3Line,
  RiQuestionLine,
} from '@remixicon/react';
import { sentence } from './shown';
import styles from './PriceMark.module.css';
import { priceState, priceWords, type Budget, type PriceState } from './price';

const LOOKS: Record<PriceState, { tone: string; Icon: typeof RiAlertLine }> = {
  unknown: { tone: 'quiet', Icon: RiQuestionLine },
  unlimited: { tone: 'plain', Icon: RiPriceTag3Line },
  incomparable: { tone: 'plain', Icon: RiPriceTag3Line },
  within: { tone: 'good', Icon: RiCheckboxCircleLine },
  partlyKnown: { tone: 'plain', Icon: RiQuestionLine },
  mayGoOver: { tone: 'warning', Icon: RiAlertLine },
  over: { tone: 'bad', Icon: RiCloseCircleLine },
};

/** A price with an icon of how it stands against its budget; what that means is said beside it. */
export function PriceMark(props: {
  price: Price | undefined;
  budget: Budget | undefined;
}) {
  const { tone, Icon } = LOOKS[priceState(props.price, props.budget)];
  const words = priceWords(props.price);
  return (
    <span className={styles.mark}>
      <Icon className={styles.icon} data-tone={tone} aria-hidden="true" />
      <span>{sentence(words)}</span>
    </span>
  );
}
