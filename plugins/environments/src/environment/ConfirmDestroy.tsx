import type { Plan } from '@cairn/plugin-environments-common';
import { PlanAgain } from '@cairn/plugin-environments-react';
import { TextField } from '@backstage/ui';
import { BusyButton, Panel } from '@cairn/plugin-portal-react';
import { useId, useState } from 'react';
import { ApplyFailure } from '../plan/ApplyFailure';
import { useApply } from '../plan/useApply';
import { useBlockers } from '../plan/useBlockers';
import styles from './ConfirmDestroy.module.css';

/** What is deleted does not come back: the name is typed before. */
export function ConfirmDestroy(props: {
  plan: Plan;
  onPlanAgain: () => void;
  isPlanning: boolean;
}) {
  const { plan } = props;
  const { name } = plan.environment;
  const [typed, setTyped] = useState('');
  const form = useId();
  const apply = useApply();
  const blocked = useBlockers(plan).length > 0;
  const ready = typed === name && !blocked;
  return (
    <Panel>
      <form
        id={form}
        className={styles.confirm}
        onSubmit={event => {
          event.preventDefault();
          if (ready) apply.mutate(plan.digest);
        }}
      >
        <TextField
          label={`Type ${name} to destroy it`}
          description="What is deleted does not come back. Its runs, its story and a receipt stay to be read."
          autoComplete="off"
          spellCheck="false"
          value={typed}
          onChange={setTyped}
          isDisabled={blocked}
        />
        <div className={styles.actions}>
          <BusyButton
            type="submit"
            variant="primary"
            destructive
            isDisabled={!ready}
            busy={apply.isPending || apply.isSuccess}
            busyLabel="Destroying…"
          >
            {`Destroy ${name}`}
          </BusyButton>
          {blocked && (
            <PlanAgain
              isPlanning={props.isPlanning}
              onPlanAgain={props.onPlanAgain}
            />
          )}
        </div>
      </form>
      {apply.isError && (
        <ApplyFailure
          error={apply.error}
          environment={name}
          isPlanning={props.isPlanning}
          onPlanAgain={() => {
            apply.reset();
            props.onPlanAgain();
          }}
        />
      )}
    </Panel>
  );
}
