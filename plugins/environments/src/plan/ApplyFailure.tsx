import {
  planDifferencesOf,
  stalePlanChangesOf,
} from '@cairn/plugin-environments-common';
import { PlanAgain } from '@cairn/plugin-environments-react';
import { FailureNote } from '../components/FailureNote';
import { Differences } from './Differences';

/** Why a plan was not applied. A stale one says what changed, and can be made again from here. */
export function ApplyFailure(props: {
  error: unknown;
  environment: string;
  onPlanAgain?: () => void;
  isPlanning: boolean;
}) {
  const stale = stalePlanChangesOf(props.error) !== undefined;
  return (
    <FailureNote
      status={stale ? 'warning' : undefined}
      what={
        stale
          ? 'Something changed since this plan was made, so it was not applied. Nothing was written'
          : `The plan of ${props.environment} was not applied`
      }
      error={props.error}
      advice={
        stale && (
          <>
            <Differences differences={planDifferencesOf(props.error)} />
            Plan again, look at what is different, and apply that.
          </>
        )
      }
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
