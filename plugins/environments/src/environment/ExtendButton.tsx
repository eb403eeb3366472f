import { useApi } from '@backstage/frontend-plugin-api';
import { Text, VisuallyHidden } from '@backstage/ui';
import { environmentsApiRef } from '@cairn/plugin-environments-react';
import { BusyButton, roughWords } from '@cairn/plugin-portal-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { keys } from '../api/queries';
import { FailureNote } from '../components/FailureNote';
import styles from './ExtendButton.module.css';
import { MomentIn } from './MomentIn';

/** Moves the end of an environment; says before to when. */
export function ExtendButton(props: {
  environment: string;
  /** RFC 3339, UTC: its end now, and where the end would be. */
  expiresAt: string;
  to: string;
}) {
  const api = useApi(environmentsApiRef);
  const client = useQueryClient();
  const extending = useMutation({
    mutationFn: () => api.extend(props.environment),
    onSuccess: extended => {
      client.setQueryData(keys.environment(extended.name), extended);
      client.invalidateQueries({ queryKey: keys.environments });
      client.invalidateQueries({ queryKey: keys.story(extended.name) });
    },
  });
  const later = Date.parse(props.to) - Date.parse(props.expiresAt);
  return (
    <div className={styles.extend}>
      <BusyButton
        variant="secondary"
        busy={extending.isPending}
        busyLabel="Extending…"
        onPress={() => extending.mutate()}
      >
        Extend
      </BusyButton>
      <Text variant="body-small" color="secondary">
        Then it ends <MomentIn at={props.to} />
        {later > 0 && `, ${roughWords(later)} later`}. At once, without a plan:
        nothing in it changes.
      </Text>
      <VisuallyHidden role="status">
        {extending.isSuccess && 'Extended'}
      </VisuallyHidden>
      {extending.isError && (
        <FailureNote
          what={`${props.environment} was not extended`}
          error={extending.error}
        />
      )}
    </div>
  );
}
