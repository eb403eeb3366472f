import { useApi, useRouteRef } from '@backstage/frontend-plugin-api';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import {
  PLAN_DIGEST_VALUE,
  REMOVAL_TEMPLATE,
} from '@cairn/plugin-golden-paths-common';
import { ConfirmDialog } from '@cairn/plugin-portal-react';
import { Skeleton, Text } from '@backstage/ui';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from 'react-router-dom';
import { taskRouteRef } from '../routes';
import { usePlan } from '../wizard/usePlanning';
import styles from './RemoveDialog.module.css';

/** What the task could have made, by its plan. */
function Goes({ digest }: { digest: string }) {
  const plan = usePlan(digest);
  if (plan.isPending) return <Skeleton width="100%" height={96} />;
  if (!plan.data) {
    return (
      <Text as="p">
        Everything that this task made is looked for and taken out: its
        environments, its entries in the catalog, its repository. Which they are
        could not be read just now; the task that removes them says each.
      </Text>
    );
  }
  const { environments, entities, repository } = plan.data;
  return (
    <>
      <Text as="p">
        Of these, what the task made goes, in this order. What it had not made
        yet, and what somebody else made, is not touched.
      </Text>
      <ul className={styles.goes}>
        {environments.map(({ name, changes }) => (
          <li key={name}>
            The environment <strong>{name}</strong> with its {changes.length}{' '}
            objects
          </li>
        ))}
        {entities.map(entityRef => (
          <li key={entityRef}>
            <code>{entityRef}</code> in the catalog
          </li>
        ))}
        <li>
          The repository{' '}
          <strong>
            {repository.organization}/{repository.name}
          </strong>
          ; it stays where somebody has pushed to it
        </li>
      </ul>
    </>
  );
}

/** Asks before what a task made is removed, and begins the task that does it. */
export function RemoveDialog(props: {
  planDigest: string;
  subject: string;
  isOpen: boolean;
  onClose: () => void;
}) {
  const scaffolder = useApi(scaffolderApiRef);
  const navigate = useNavigate();
  const toTask = useRouteRef(taskRouteRef);
  const remove = useMutation({
    mutationFn: () =>
      scaffolder.scaffold({
        templateRef: REMOVAL_TEMPLATE,
        values: { [PLAN_DIGEST_VALUE]: props.planDigest },
      }),
    onSuccess: ({ taskId }) => {
      props.onClose();
      const to = toTask?.({ taskId });
      if (to) navigate(to);
    },
  });
  return (
    <ConfirmDialog
      title={`Remove what was made of ${props.subject}?`}
      yes="Remove it"
      busyLabel="Beginning…"
      busy={remove.isPending}
      error={remove.error}
      failure="Nothing was removed"
      isOpen={props.isOpen}
      onClose={() => {
        remove.reset();
        props.onClose();
      }}
      onYes={() => remove.mutate()}
    >
      <Goes digest={props.planDigest} />
      <Text as="p" weight="bold">
        This cannot be undone.
      </Text>
    </ConfirmDialog>
  );
}
