import { useRouteRef } from '@backstage/frontend-plugin-api';
import { TextAreaField } from '@backstage/ui';
import { BusyButton } from '@cairn/plugin-portal-react';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { FailureNote } from '../components/FailureNote';
import styles from './approvals.module.css';
import { useAskForApproval } from './queries';
import { approvalRouteRef } from './routes';

/** To ask for the yes that a plan needs, and to go to where it waits: what is written and what is pressed stand apart. */
export function useAsk(digest: string) {
  const { mutate, error, isPending } = useAskForApproval(digest);
  const navigate = useNavigate();
  const toApproval = useRouteRef(approvalRouteRef);
  const [note, setNote] = useState('');
  return {
    note,
    setNote,
    error,
    isPending,
    ask: () =>
      mutate(note, {
        onSuccess: asked => {
          const to = toApproval?.({ digest: asked.digest });
          if (to) navigate(to);
        },
      }),
  };
}

type Ask = ReturnType<typeof useAsk>;

/** What those who decide are told. */
export function AskNote({ of }: { of: Ask }) {
  return (
    <div className={styles.decide}>
      {of.error && (
        <FailureNote what="The approval was not asked for" error={of.error} />
      )}
      <TextAreaField
        className={styles.words}
        label="Note for those who decide"
        description="What it is for. You may leave it empty."
        value={of.note}
        onChange={of.setNote}
        maxLength={2000}
      />
    </div>
  );
}

export function AskButton({ of }: { of: Ask }) {
  return (
    <BusyButton
      variant="primary"
      busy={of.isPending}
      busyLabel="Asking…"
      onPress={of.ask}
    >
      Ask for approval
    </BusyButton>
  );
}
