import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { Plan } from '@cairn/plugin-environments-common';
import { ButtonLink, Skeleton, Text } from '@backstage/ui';
import { Page } from '@cairn/plugin-portal-react';
import { useParams } from 'react-router-dom';
import { usePlan } from '../api/queries';
import { FailureNote } from '../components/FailureNote';
import { destroyRouteRef, environmentRouteRef, planRouteRef } from '../routes';
import { actionTitle } from './actions';
import { ApplyBar } from './ApplyBar';
import { shortDigest } from './PlanFacts';
import { PlanReview } from './PlanReview';

/** A destroy is confirmed by its name, which its own page asks for. */
function Confirm({ plan }: { plan: Plan }) {
  const { name } = plan.environment;
  const destroy = useRouteRef(destroyRouteRef)?.({ name });
  if (plan.action !== 'destroy') {
    return <ApplyBar plan={plan} isPlanning={false} />;
  }
  return (
    <Text as="p">
      <ButtonLink variant="secondary" href={`${destroy}?plan=${plan.digest}`}>
        Go on to destroy it
      </ButtonLink>
    </Text>
  );
}

/** Any plan, by its digest: what an approval, a run or a row of the ledger speaks of. */
export function PlanPage() {
  const { digest = '' } = useParams();
  const plan = usePlan(digest);
  const name = plan.data?.environment.name ?? '';
  const environmentHref = useRouteRef(environmentRouteRef)?.({ name }) ?? '';
  const here = useRouteRef(planRouteRef)?.({ digest }) ?? '';
  const title = plan.data
    ? `Plan: ${actionTitle(plan.data.action, name)}`
    : `Plan ${shortDigest(digest)}`;
  return (
    <Page
      title={title}
      crumbs={[
        ...(plan.data ? [{ label: name, href: environmentHref }] : []),
        { label: `Plan ${shortDigest(digest)}`, href: here },
      ]}
    >
      {plan.isPending && <Skeleton width="100%" height={360} />}
      {plan.isError && (
        <FailureNote
          what={`The plan ${shortDigest(digest)} could not be shown`}
          error={plan.error}
          advice="Plans are kept for a while only, and only those who may read the environment see them."
          onRetry={() => plan.refetch()}
        />
      )}
      {plan.data && (
        <PlanReview plan={plan.data}>
          <Confirm plan={plan.data} />
        </PlanReview>
      )}
    </Page>
  );
}
