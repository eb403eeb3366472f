import { stalePlanChangesOf } from '@cairn/plugin-environments-common';
import { PlanAgain } from '@cairn/plugin-environments-react';
import { FailureNote } from '../components/FailureNote';
import styles from './ApplyFailure.module.css';

function advice(changes: string[] | undefined) {
  if (!changes) return undefined;
  return (
    <>
      {changes.length > 0 && (
        <ul
          className={styles.changes}
          aria-label="What changed since it was planned"
        >
          {changes.map(change => (
            <li key={change}>{change}</li>
          ))}
        </ul>
      )}
      Plan again, look at what is different, and apply that.
    </>
  );
}

/** Why a plan was not applied. A stale one says what changed, and can be made again from here. */
export function ApplyFailure(props: {
  error: unknown;
  environment: string;
  onPlanAgain?: () => void;
  isPlanning: boolean;
}) {
  const changes = stalePlanChangesOf(props.error);
  const stale = changes !== undefined;
  return (
    <FailureNote
      status={stale ? 'warning' : undefined}
      what={
        stale
          ? 'Something changed since this plan was made, so it was not applied. Nothing was written'
          : `The plan of ${props.environment} was not applied`
      }
      error={props.error}
      advice={advice(changes)}
      actions={
        props.onPlanAgain && (
          <PlanAgain
            size="small"
            variant={stale ? 'primary' : 'secondary'}
            isPlanning={props.isPlanning}
            onPlanAgain={props.onPlanAgain}
          />
        )
      }
    />
  );
}
