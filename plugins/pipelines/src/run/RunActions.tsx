import type { PipelineRun } from '@cairn/plugin-pipelines-common';
import {
  BusyButton,
  ConfirmDialog,
  FailureNote,
} from '@cairn/plugin-portal-react';
import { Button, Text } from '@backstage/ui';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { isMoving, useRunAction } from '../api/queries';
import { useMayRun } from '../api/useMayRun';
import styles from './RunHead.module.css';

/** Run again, or stop. Where one may not, it says why instead of hiding that it exists. */
export function RunActions(props: { entityRef: string; run: PipelineRun }) {
  const { entityRef, run } = props;
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const may = useMayRun(entityRef);
  const rerun = useRunAction('rerun', entityRef, ({ id }) => {
    if (id !== run.id) navigate(`../${encodeURIComponent(id)}`);
  });
  const cancel = useRunAction('cancel', entityRef, () => setAsking(false));

  return (
    <div className={styles.actions}>
      <div className={styles.buttons}>
        {isMoving(run) ? (
          <Button
            variant="secondary"
            isDisabled={!may.allowed}
            onPress={() => setAsking(true)}
          >
            Stop this run
          </Button>
        ) : (
          <BusyButton
            variant="primary"
            isDisabled={!may.allowed}
            busy={rerun.isPending}
            busyLabel="Asking…"
            onPress={() => rerun.mutate(run.id)}
          >
            Run again
          </BusyButton>
        )}
      </div>
      {may.reason && (
        <Text
          as="p"
          variant="body-small"
          color="secondary"
          className={styles.reason}
        >
          {may.reason}
        </Text>
      )}
      {rerun.isError && (
        <FailureNote
          what={`Run ${run.id} was not run again`}
          error={rerun.error}
        />
      )}
      <ConfirmDialog
        title="Stop this run?"
        yes="Stop it"
        busyLabel="Stopping…"
        busy={cancel.isPending}
        error={cancel.error}
        failure={`Run ${run.id} was not stopped`}
        isOpen={asking}
        onClose={() => {
          setAsking(false);
          cancel.reset();
        }}
        onYes={() => cancel.mutate(run.id)}
      >
        <Text as="p">
          {run.workflow} on {run.branch} ends where it is. What its steps have
          done already stays done: a deployment that has begun is not taken
          back. It can be run again.
        </Text>
      </ConfirmDialog>
    </div>
  );
}
