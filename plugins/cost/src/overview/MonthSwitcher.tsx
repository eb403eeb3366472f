import { ButtonIcon, Text } from '@backstage/ui';
import { RiArrowLeftSLine, RiArrowRightSLine } from '@remixicon/react';
import { monthAfter, monthOf, monthWords } from '../words/days';
import styles from './MonthSwitcher.module.css';

/** From month to month, this one the last. */
export function MonthSwitcher(props: {
  month: string;
  onChange: (month: string) => void;
}) {
  const { month, onChange } = props;
  const step = (months: number) => onChange(monthAfter(month, months));
  return (
    <div className={styles.switcher} role="group" aria-label="Month">
      <ButtonIcon
        size="small"
        variant="secondary"
        aria-label={`Show ${monthWords(monthAfter(month, -1))}`}
        icon={<RiArrowLeftSLine />}
        onPress={() => step(-1)}
      />
      <Text weight="bold" className={styles.month} aria-live="polite">
        {monthWords(month)}
      </Text>
      <ButtonIcon
        size="small"
        variant="secondary"
        aria-label={`Show ${monthWords(monthAfter(month, 1))}`}
        icon={<RiArrowRightSLine />}
        isDisabled={month >= monthOf(Date.now())}
        onPress={() => step(1)}
      />
    </div>
  );
}
