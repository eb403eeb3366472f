import type { Plan } from '@cairn/plugin-environments-common';
import { PlanAgain } from '@cairn/plugin-environments-react';
import { Text } from '@backstage/ui';
import { BusyButton } from '@cairn/plugin-portal-react';
import type { ReactNode } from 'react';
import { AskButton, AskNote, useAsk } from '../approvals/AskForApproval';
import { ACTIONS } from './actions';
import styles from './ApplyBar.module.css';
import { ApplyFailure } from './ApplyFailure';
import { useApply } from './useApply';
import { useBlockers } from './useBlockers';

/** The button that applies a plan; where something is in the way, the one that plans again. */
export function ApplyBar(props: {
  plan: Plan;
  /** Absent where it cannot be told what was asked for. */
  onPlanAgain?: () => void;
  isPlanning: boolean;
  /** What else can be done. */
  children?: ReactNode;
}) {
  const { plan, onPlanAgain } = props;
  const apply = useApply();
  const ask = useAsk(plan.digest);
  const blockers = useBlockers(plan);
  const blocked = blockers.length > 0;
  const asks = blockers.every(blocker => blocker === 'approval') && blocked;
  const idle = plan.changes.every(({ operation }) => operation === 'unchanged');
  const words = ACTIONS[plan.action];
  return (
    <>
      {apply.isError && (
        <ApplyFailure
          error={apply.error}
          environment={plan.environment.name}
          isPlanning={props.isPlanning}
          onPlanAgain={
            onPlanAgain &&
            (() => {
              apply.reset();
              onPlanAgain();
            })
          }
        />
      )}
      {asks && <AskNote of={ask} />}
      <div className={styles.bar}>
        {asks && <AskButton of={ask} />}
        <BusyButton
          variant={blocked ? 'secondary' : 'primary'}
          isDisabled={blocked}
          busy={apply.isPending || apply.isSuccess}
          busyLabel={words.applying}
          onPress={() => apply.mutate(plan.digest)}
        >
          {words.apply}
        </BusyButton>
        {blocked && onPlanAgain && (
          <PlanAgain isPlanning={props.isPlanning} onPlanAgain={onPlanAgain} />
        )}
        {props.children}
        {blocked && (
          <Text color="secondary">
            {asks
              ? 'It can be applied once everybody said yes whose yes it needs.'
              : 'It cannot be applied as it is; the reasons stand above.'}
          </Text>
        )}
        {!blocked && idle && (
          <Text color="secondary">
            Every object is as it should be already: nothing would be written.
          </Text>
        )}
      </div>
    </>
  );
}
