import { useApi, useRouteRef } from '@backstage/frontend-plugin-api';
import type { Plan } from '@cairn/plugin-environments-common';
import { ButtonLink, Skeleton, Text, TextField } from '@backstage/ui';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useParams } from 'react-router-dom';
import {
  countWords,
  environmentsApiRef,
  PlanChanges,
} from '@cairn/plugin-environments-react';
import { BusyButton, Page, Panel } from '@cairn/plugin-portal-react';
import { FailureNote } from '../components/FailureNote';
import { ApplyFailure } from '../plan/ApplyFailure';
import { PlanFacts } from '../plan/PlanFacts';
import { PlanVerdict } from '../plan/PlanVerdict';
import { useApply } from '../plan/useApply';
import { useBlockers } from '../plan/useBlockers';
import { destroyRouteRef, environmentRouteRef } from '../routes';
import styles from './DestroyPage.module.css';

function Confirm(props: {
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
          description="What is deleted does not come back. Its runs stay to be read."
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
            <BusyButton
              variant="secondary"
              busy={props.isPlanning}
              busyLabel="Planning…"
              onPress={props.onPlanAgain}
            >
              Plan again
            </BusyButton>
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

/** Destroying is a plan as well: what would go, in which order, and only then a yes. */
export function DestroyPage() {
  const { name = '' } = useParams();
  const api = useApi(environmentsApiRef);
  const here = useRouteRef(destroyRouteRef)?.({ name }) ?? '';
  const environmentHref = useRouteRef(environmentRouteRef)?.({ name }) ?? '';
  const query = useQuery({
    queryKey: ['environments', 'destroyPlan', name],
    queryFn: () => api.plan({ action: 'destroy', environment: name }),
    // Planned anew whenever the page is opened, and never behind the person's back.
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    retry: false,
  });
  const plan = query.data;
  const blockers = useBlockers(plan);
  return (
    <Page
      title={`Destroy ${name}`}
      crumbs={[
        { label: name, href: environmentHref },
        { label: 'Destroy', href: here },
      ]}
      actions={
        <ButtonLink variant="secondary" href={environmentHref}>
          Keep it
        </ButtonLink>
      }
    >
      {query.isPending && (
        <>
          <Text role="status" color="secondary">
            Looking at what it owns…
          </Text>
          <Skeleton width="100%" height={320} />
        </>
      )}
      {query.isError && (
        <FailureNote
          what={`The destroy of ${name} could not be planned`}
          error={query.error}
          onRetry={() => query.refetch()}
        />
      )}
      {plan && (
        <div className={styles.columns}>
          <div className={styles.main}>
            <PlanVerdict plan={plan} blockers={blockers} />
            <Text as="p" className={styles.nothing}>
              <strong>Nothing was deleted yet.</strong> This is what would be,
              in this order: {countWords(plan.changes)}.
            </Text>
            <PlanChanges plan={plan} />
            <Confirm
              key={plan.digest}
              plan={plan}
              isPlanning={query.isFetching}
              onPlanAgain={() => query.refetch()}
            />
          </div>
          <aside aria-label="Facts of the plan">
            <Panel>
              <PlanFacts plan={plan} />
            </Panel>
          </aside>
        </div>
      )}
    </Page>
  );
}
