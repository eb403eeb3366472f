import { Yaml } from '@cairn/plugin-portal-react';
import type {
  PlannedChange,
  PlannedOperation,
} from '@cairn/plugin-environments-common';
import type { PolicyViolation } from '@cairn/plugin-policy-common';
import { Text } from '@backstage/ui';
import {
  RiAddLine,
  RiArrowRightSLine,
  RiErrorWarningLine,
  RiLoopLeftLine,
  RiPencilLine,
  RiQuestionLine,
  RiSubtractLine,
  RiEqualLine,
} from '@remixicon/react';
import { useState } from 'react';
import styles from './Change.module.css';
import { ChangeNotes } from './ChangeNotes';
import type { Fix } from './Finding';
import { OPERATION_WORDS } from './groups';

const ICONS: Record<PlannedOperation, typeof RiAddLine> = {
  create: RiAddLine,
  update: RiPencilLine,
  replace: RiLoopLeftLine,
  delete: RiSubtractLine,
  unchanged: RiEqualLine,
  conflict: RiErrorWarningLine,
  unknown: RiQuestionLine,
};

function sideOf(operation: PlannedOperation) {
  if (operation === 'create') return 'added' as const;
  return operation === 'delete' ? ('removed' as const) : undefined;
}

/** One object of a plan: what would happen to it, what policy says of it, and all of it on request. */
export function Change(props: {
  change: PlannedChange;
  findings: PolicyViolation[];
  onFix?: (fix: Fix) => void;
  isFixing?: boolean;
}) {
  const { change } = props;
  const [open, setOpen] = useState(false);
  const Icon = ICONS[change.operation];
  const { kind, name, namespace, apiVersion } = change.ref;
  const object = change.object ?? change.before;

  return (
    <li className={styles.change} data-operation={change.operation}>
      <details
        className={styles.details}
        onToggle={event => setOpen(event.currentTarget.open)}
      >
        <summary className={styles.summary}>
          <Icon className={styles.icon} aria-hidden="true" />
          <span className={styles.what}>
            <span className={styles.operation}>
              {OPERATION_WORDS[change.operation]}
            </span>{' '}
            <span className={styles.kind}>{kind}</span>{' '}
            <span className={styles.name}>{name}</span>
          </span>
          <span className={styles.where}>
            {namespace ?? 'whole cluster'} · {apiVersion}
          </span>
          <RiArrowRightSLine className={styles.arrow} aria-hidden="true" />
        </summary>
        {open && (
          <div className={styles.object}>
            {object ? (
              <Yaml
                object={object}
                label={`YAML of ${kind} ${name}`}
                side={sideOf(change.operation)}
              />
            ) : (
              <Text color="secondary">
                Its content is not part of the plan.
              </Text>
            )}
          </div>
        )}
      </details>
      <ChangeNotes {...props} />
    </li>
  );
}
