import { parseEntityRef } from '@backstage/catalog-model';
import { useApi, useRouteRef } from '@backstage/frontend-plugin-api';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import { REMOVAL_TEMPLATE } from '@cairn/plugin-golden-paths-common';
import {
  BusyButton,
  ConfirmDialog,
  FailureNote,
  Note,
} from '@cairn/plugin-portal-react';
import { Button, ButtonLink, Text } from '@backstage/ui';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { wizardRouteRef } from '../routes';
import type { TaskDescription } from './described';
import { Links } from './Links';
import { RemoveDialog } from './RemoveDialog';
import styles from './WhatNow.module.css';
import { isOver, madeBy, removedBy, type TaskState } from './taskState';

/** Where the same can be asked for again, with what was filled in. */
function useAgainHref({ template, values }: TaskDescription) {
  const toWizard = useRouteRef(wizardRouteRef);
  if (!template || template === REMOVAL_TEMPLATE) return undefined;
  const { namespace, name } = parseEntityRef(template);
  const path = toWizard?.({ namespace, templateName: name });
  return (
    path &&
    `${path}?${new URLSearchParams({ formData: JSON.stringify(values) })}`
  );
}

function madeWords(state: TaskState) {
  const made = madeBy(state);
  return made.length === 0
    ? 'By what its steps said, nothing was made yet.'
    : `What is there by what its steps said, and stays: ${made.join(' ')}`;
}

function Stop(props: { taskId: string; onStopped: () => void }) {
  const scaffolder = useApi(scaffolderApiRef);
  const [asking, setAsking] = useState(false);
  const stop = useMutation({
    mutationFn: () => scaffolder.cancelTask(props.taskId),
    onSuccess: () => {
      setAsking(false);
      props.onStopped();
    },
  });
  return (
    <>
      <Button size="small" variant="secondary" onPress={() => setAsking(true)}>
        Stop
      </Button>
      <ConfirmDialog
        title="Stop this task?"
        yes="Stop it"
        busyLabel="Stopping…"
        busy={stop.isPending}
        error={stop.error}
        failure="The task was not stopped"
        isOpen={asking}
        onClose={() => {
          stop.reset();
          setAsking(false);
        }}
        onYes={() => stop.mutate()}
      >
        <Text as="p">
          It ends where it is. What is made already stays; you can go on later,
          or remove what was made.
        </Text>
      </ConfirmDialog>
    </>
  );
}

/** What a person can do with a task as it is now. */
export function WhatNow(props: {
  taskId: string;
  state: TaskState;
  description: TaskDescription;
  /** Looks at the task again. */
  onChanged: () => void;
}) {
  const { taskId, state, description, onChanged } = props;
  const scaffolder = useApi(scaffolderApiRef);
  const [removing, setRemoving] = useState(false);
  const again = useAgainHref(description);
  const goOn = useMutation({
    mutationFn: () => scaffolder.retry(taskId),
    onSuccess: onChanged,
  });

  if (!isOver(state.status)) {
    return (
      <div className={styles.running}>
        <Text as="p" color="secondary">
          You can leave this page: it goes on, and you find it under your tasks.
        </Text>
        <Stop taskId={taskId} onStopped={onChanged} />
      </div>
    );
  }
  const { planDigest } = description;
  const canRemove =
    planDigest !== undefined && description.template !== REMOVAL_TEMPLATE;
  const removal = canRemove && (
    <>
      <Button
        size="small"
        variant="secondary"
        onPress={() => setRemoving(true)}
      >
        Remove what was made
      </Button>
      <RemoveDialog
        planDigest={planDigest}
        subject={description.subject ?? description.goldenPath}
        isOpen={removing}
        onClose={() => setRemoving(false)}
      />
    </>
  );
  if (state.status === 'completed') {
    const removed = removedBy(state);
    return (
      <>
        {removed.length > 0 && (
          <ul className={styles.removed} aria-label="What was removed">
            {removed.map(one => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        )}
        <div className={styles.running}>
          <Links links={state.links} />
          {removal}
        </div>
      </>
    );
  }
  return (
    <>
      <Note
        status="info"
        title="What to do now"
        description={`${madeWords(
          state,
        )} Go on begins at the step that did not end, and makes nothing twice.`}
        actions={
          <>
            <BusyButton
              size="small"
              variant="primary"
              busy={goOn.isPending}
              busyLabel="Going on…"
              onPress={() => goOn.mutate()}
            >
              Go on
            </BusyButton>
            {removal}
            {again && (
              <ButtonLink size="small" variant="tertiary" href={again}>
                Fill in the form again
              </ButtonLink>
            )}
          </>
        }
      />
      {goOn.isError && (
        <FailureNote what="It was not gone on with" error={goOn.error} />
      )}
    </>
  );
}
