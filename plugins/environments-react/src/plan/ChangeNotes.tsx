import type { PlannedChange } from '@cairn/plugin-environments-common';
import type { PolicyViolation } from '@cairn/plugin-policy-common';
import { Text } from '@backstage/ui';
import styles from './ChangeNotes.module.css';
import { FieldChanges } from './FieldChanges';
import { Finding, type Fix } from './Finding';
import { managerWords } from './managers';
import { sentence } from './shown';

/** Fields that an effect takes from somebody else: a yes to the plan is a yes to that. */
function Taken({ takes }: Pick<PlannedChange, 'takes'>) {
  return takes?.map(({ manager, fields }) => (
    <Text as="p" key={manager} variant="body-small">
      Takes back from {managerWords(manager)}:{' '}
      <code className={styles.code}>{fields.join(', ')}</code>
    </Text>
  ));
}

/** What is to be known of a change without opening it: why, which fields, what policy says. */
export function ChangeNotes(props: {
  change: PlannedChange;
  findings: PolicyViolation[];
  onFix?: (fix: Fix) => void;
  isFixing?: boolean;
}) {
  const { change, findings } = props;
  const fields = change.operation === 'create' ? [] : change.fields;
  const silent =
    !change.reason &&
    change.warnings.length === 0 &&
    fields.length === 0 &&
    !change.takes?.length &&
    findings.length === 0;
  if (silent) return null;
  return (
    <div className={styles.notes}>
      {change.reason && <Text as="p">{sentence(change.reason)}</Text>}
      {fields.length > 0 && (
        <FieldChanges fields={fields} label="Fields that would change" />
      )}
      <Taken takes={change.takes} />
      {change.warnings.map(warning => (
        <Text as="p" key={warning} variant="body-small" color="warning">
          The API server warns: {warning}
        </Text>
      ))}
      {findings.map(finding => (
        <Finding
          key={`${finding.rule}:${finding.path}:${finding.message}`}
          finding={finding}
          onFix={props.onFix}
          isFixing={props.isFixing}
        />
      ))}
    </div>
  );
}
