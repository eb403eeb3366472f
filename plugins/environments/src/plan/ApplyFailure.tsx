import { stalePlanChangesOf } from '@cairn/plugin-environments-common';
import { BusyButton } from '@cairn/plugin-portal-react';
import { FailureNote } from '../components/FailureNote';

/** Why a plan was not applied. A stale one can be made again from here. */
export function ApplyFailure(props: {
  error: unknown;
  environment: string;
  onPlanAgain: () => void;
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
        stale
          ? 'Plan again, look at what is different, and apply that.'
          : undefined
      }
      actions={
        <BusyButton
          size="small"
          variant={stale ? 'primary' : 'secondary'}
          busy={props.isPlanning}
          busyLabel="Planning…"
          onPress={props.onPlanAgain}
        >
          Plan again
        </BusyButton>
      }
    />
  );
}
