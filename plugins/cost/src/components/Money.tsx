import { formatMoney } from '@cairn/plugin-cost-common';
import styles from './Money.module.css';

/** An amount; what is not known is grey and says so. */
export function Money(props: {
  micros: number | undefined;
  currency: string;
  className?: string;
}) {
  const words = formatMoney(props.micros, props.currency);
  return (
    <span
      className={`${styles.money} ${props.className ?? ''}`}
      data-unknown={props.micros === undefined || undefined}
    >
      {words}
    </span>
  );
}
