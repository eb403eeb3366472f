import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { Plan } from '@cairn/plugin-environments-common';
import { TextAreaField } from '@backstage/ui';
import { BusyButton } from '@cairn/plugin-portal-react';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { FailureNote } from '../components/FailureNote';
import styles from './approvals.module.css';
import { useAskForApproval } from './queries';
import { approvalRouteRef } from './routes';

/** Asks for the yes that a plan needs, and goes to where it waits. */
export function AskForApproval({ plan }: { plan: Plan }) {
  const ask = useAskForApproval(plan.digest);
  const navigate = useNavigate();
  const toApproval = useRouteRef(approvalRouteRef);
  const [note, setNote] = useState('');
  return (
    <div className={styles.decide}>
      {ask.isError && (
        <FailureNote what="The approval was not asked for" error={ask.error} />
      )}
      <TextAreaField
        className={styles.words}
        label="Note for those who decide"
        description="What it is for. You may leave it empty."
        value={note}
        onChange={setNote}
        maxLength={2000}
      />
      <div className={styles.buttons}>
        <BusyButton
          variant="primary"
          busy={ask.isPending}
          busyLabel="Asking…"
          onPress={() =>
            ask.mutate(note, {
              onSuccess: ({ digest }) => {
                const to = toApproval?.({ digest });
                if (to) navigate(to);
              },
            })
          }
        >
          Ask for approval
        </BusyButton>
      </div>
    </div>
  );
}
