import type { RunSummary } from '@cairn/plugin-environments-common';
import { Button, Text } from '@backstage/ui';
import { Actor, ConfirmDialog } from '@cairn/plugin-portal-react';
import { useState } from 'react';
import styles from './WhatNow.module.css';
import { useRunControl } from './useRunControl';

/** Asks for the end of a run that goes on, after a yes; says who asked once somebody did. */
export function CancelRun({ run }: { run: RunSummary }) {
  const [asking, setAsking] = useState(false);
  const cancelling = useRunControl(api => api.cancelRun(run.id));
  if (run.cancelRequestedBy) {
    return (
      <Text as="p" className={styles.note} role="status">
        <Actor actor={run.cancelRequestedBy} /> asked for its end: it stops
        before its next step.
      </Text>
    );
  }
  return (
    <>
      <div>
        <Button
          size="small"
          variant="secondary"
          onPress={() => setAsking(true)}
        >
          Stop this run…
        </Button>
      </div>
      <ConfirmDialog
        title={`Stop the run of ${run.environment}?`}
        yes="Stop it"
        busyLabel="Stopping…"
        busy={cancelling.isPending}
        error={cancelling.error}
        failure="The run was not stopped"
        isOpen={asking}
        onClose={() => setAsking(false)}
        onYes={() =>
          cancelling.mutate(undefined, { onSuccess: () => setAsking(false) })
        }
      >
        <Text as="p">
          It stops before its next step; the step that it is at is ended first.
          What was done stays, and is listed on the environment’s page. You can
          go on with it later, or put back what it was.
        </Text>
      </ConfirmDialog>
    </>
  );
}
