import { Text } from '@backstage/ui';
import {
  RiAlertLine,
  RiCheckboxCircleLine,
  RiCloseCircleLine,
  RiQuestionLine,
  type RemixiconComponentType,
} from '@remixicon/react';
import type { Tone } from '../state/states';
import styles from './Answer.module.css';
import type { Answer as AnswerText } from './answer';

const ICONS: Record<Tone, RemixiconComponentType> = {
  healthy: RiCheckboxCircleLine,
  warning: RiAlertLine,
  down: RiCloseCircleLine,
  unknown: RiQuestionLine,
};

/** The answer, before the evidence. Told to assistive technology when it changes. */
export function Answer(props: { answer: AnswerText }) {
  const { tone, title, lines, consequence } = props.answer;
  const Icon = ICONS[tone];
  return (
    <div className={styles.answer} data-tone={tone} role="status">
      <Icon size={28} aria-hidden className={styles.icon} />
      <div>
        <Text as="h2" variant="title-small" weight="bold">
          {title}
        </Text>
        {lines && (
          <ul className={styles.lines}>
            {lines.map(line => (
              <li key={line}>
                <Text variant="body-medium">{line}</Text>
              </li>
            ))}
          </ul>
        )}
        {consequence && (
          <Text as="p" variant="body-medium" color="secondary">
            {consequence}
          </Text>
        )}
      </div>
    </div>
  );
}
