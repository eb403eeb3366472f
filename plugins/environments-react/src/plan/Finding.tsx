import { BusyButton, EntityLink } from '@cairn/plugin-portal-react';
import type { PolicyViolation } from '@cairn/plugin-policy-common';
import { Link, Text } from '@backstage/ui';
import {
  RiAlertLine,
  RiCloseCircleLine,
  RiShieldCheckLine,
} from '@remixicon/react';
import styles from './Finding.module.css';
import { shown } from './shown';

const LOOKS = {
  deny: { word: 'Denied by the rule', Icon: RiCloseCircleLine },
  approve: { word: 'Approval asked by the rule', Icon: RiShieldCheckLine },
  warn: { word: 'Warning of the rule', Icon: RiAlertLine },
};

export interface Fix {
  parameter: string;
  value: unknown;
}

/** One broken rule: what is wrong, where, and the smallest change that passes. */
export function Finding(props: {
  finding: PolicyViolation;
  onFix?: (fix: Fix) => void;
  isFixing?: boolean;
}) {
  const { finding, onFix } = props;
  const { word, Icon } = LOOKS[finding.severity];
  const set = finding.fix?.set;
  return (
    <div className={styles.finding} data-severity={finding.severity}>
      <Icon className={styles.icon} aria-hidden="true" />
      <div className={styles.body}>
        <Text as="p" weight="bold">
          {word} “{finding.title}”
        </Text>
        <Text as="p">{finding.message}</Text>
        <Text as="p" variant="body-small" color="secondary">
          Rule <code>{finding.rule}</code>
          {finding.path && (
            <>
              {' '}
              at <code>{finding.path}</code>
            </>
          )}
          {finding.docs && (
            <>
              {' · '}
              <Link href={finding.docs} variant="body-small">
                Why this rule
              </Link>
            </>
          )}
        </Text>
        {finding.approvers && finding.approvers.length > 0 && (
          <Text as="p" variant="body-small">
            May say yes:{' '}
            {finding.approvers.map(entityRef => (
              <EntityLink key={entityRef} entityRef={entityRef} />
            ))}
          </Text>
        )}
        {finding.fix && (
          <div className={styles.fix}>
            <Text as="p">{finding.fix.text}</Text>
            {set && onFix && (
              <BusyButton
                size="small"
                variant="primary"
                busy={props.isFixing ?? false}
                busyLabel="Planning…"
                onPress={() => onFix(set)}
              >
                {`Set ${set.parameter} to ${shown(set.value)}`}
              </BusyButton>
            )}
          </div>
        )}
      </div>
    </div>
  );
}
