import { useRouteRef } from '@backstage/frontend-plugin-api';
import {
  stalePlanChangesOf,
  type Approval,
} from '@cairn/plugin-environments-common';
import { ButtonLink, Text, TextAreaField } from '@backstage/ui';
import { BusyButton } from '@cairn/plugin-portal-react';
import { useState } from 'react';
import { FailureNote } from '../components/FailureNote';
import { ACTIONS } from '../plan/actions';
import { ApplyFailure } from '../plan/ApplyFailure';
import { useApply } from '../plan/useApply';
import { planRouteRef } from '../routes';
import styles from './approvals.module.css';
import { useSay } from './queries';

/** What the person can do with it now. Nothing where there is nothing. */
export function Decide({ approval }: { approval: Approval }) {
  const { may, digest, action } = approval;
  const say = useSay(digest);
  const apply = useApply();
  const [reason, setReason] = useState('');
  const words = reason.trim();
  const destroyHref = useRouteRef(planRouteRef)?.({ digest });
  const busy = say.isPending || apply.isPending;
  const saying = (one: string) => say.isPending && say.variables.say === one;
  const stale = stalePlanChangesOf(say.error);
  if (may.length === 0) return null;
  const speaks = may.some(one => one !== 'apply');
  return (
    <div className={styles.decide}>
      {say.isError && (
        <FailureNote
          status={stale ? 'warning' : undefined}
          what={
            stale
              ? 'Something changed since this plan was made, so a yes to it would be void'
              : 'That was not taken down'
          }
          error={say.error}
        />
      )}
      {apply.isError && (
        <ApplyFailure
          error={apply.error}
          environment={approval.environment}
          isPlanning={false}
        />
      )}
      {speaks && (
        <TextAreaField
          className={styles.words}
          label="What you say"
          description={
            may.includes('reject')
              ? 'Who asked reads it. To say no, say why.'
              : 'Others read it. You may leave it empty.'
          }
          value={reason}
          onChange={setReason}
          maxLength={2000}
        />
      )}
      <div className={styles.buttons}>
        {may.includes('apply') &&
          (action === 'destroy' ? (
            <ButtonLink variant="primary" href={destroyHref}>
              Go on to destroy it
            </ButtonLink>
          ) : (
            <BusyButton
              variant="primary"
              isDisabled={busy}
              busy={apply.isPending || apply.isSuccess}
              busyLabel={ACTIONS[action].applying}
              onPress={() => apply.mutate(digest)}
            >
              {ACTIONS[action].apply}
            </BusyButton>
          ))}
        {may.includes('approve') && (
          <BusyButton
            variant={may.includes('apply') ? 'secondary' : 'primary'}
            isDisabled={busy}
            busy={saying('approve')}
            busyLabel="Looking whether it is still the same…"
            onPress={() =>
              say.mutate({ say: 'approve', reason: words || undefined })
            }
          >
            Approve exactly this plan
          </BusyButton>
        )}
        {may.includes('reject') && (
          <BusyButton
            variant="secondary"
            isDisabled={busy || words === ''}
            busy={saying('reject')}
            busyLabel="Refusing…"
            onPress={() => say.mutate({ say: 'reject', reason: words })}
          >
            Reject
          </BusyButton>
        )}
        {may.includes('withdraw') && (
          <BusyButton
            variant="tertiary"
            isDisabled={busy}
            busy={saying('withdraw')}
            busyLabel="Taking it back…"
            onPress={() =>
              say.mutate({ say: 'withdraw', reason: words || undefined })
            }
          >
            Withdraw
          </BusyButton>
        )}
        {may.includes('reject') && words === '' && (
          <Text color="secondary" variant="body-small">
            To reject it, say why first.
          </Text>
        )}
      </div>
    </div>
  );
}
