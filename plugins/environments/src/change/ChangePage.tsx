import { useApi, useRouteRef } from '@backstage/frontend-plugin-api';
import { environmentsApiRef } from '@cairn/plugin-environments-react';
import { ButtonLink, Button, Skeleton } from '@backstage/ui';
import { Page, StepsBar } from '@cairn/plugin-portal-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams, useSearchParams } from 'react-router-dom';
import { keys, useEnvironment, usePlan } from '../api/queries';
import { FailureNote } from '../components/FailureNote';
import { ApplyBar } from '../plan/ApplyBar';
import { PlanReview } from '../plan/PlanReview';
import { changeRouteRef, environmentRouteRef } from '../routes';
import { StepHeading } from '../wizard/StepHeading';
import { ChangeForm } from './ChangeForm';

/** Asks for a plan with other parameters; its digest goes into the address. */
function useChange(environment: string) {
  const api = useApi(environmentsApiRef);
  const client = useQueryClient();
  const [address, setAddress] = useSearchParams();
  const digest = address.get('plan') ?? undefined;
  const planning = useMutation({
    mutationFn: (parameters: Record<string, unknown>) =>
      api.plan({ action: 'update', environment, parameters }),
    onSuccess: plan => {
      client.setQueryData(keys.plan(plan.digest), plan);
      setAddress({ plan: plan.digest }, { replace: digest !== undefined });
    },
  });
  return { digest, planning, backToForm: () => setAddress({}) };
}

/** Other parameters for an environment that is there: form, plan, and only then a run. */
export function ChangePage() {
  const { name = '' } = useParams();
  const environment = useEnvironment(name);
  const { digest, planning, backToForm } = useChange(name);
  const plan = usePlan(digest);
  const [draft, setDraft] = useState<Record<string, unknown>>();
  const here = useRouteRef(changeRouteRef)?.({ name }) ?? '';
  const environmentHref = useRouteRef(environmentRouteRef)?.({ name }) ?? '';
  const step = digest ? 'plan' : 'form';

  return (
    <Page
      title={`Change ${name}`}
      crumbs={[
        { label: name, href: environmentHref },
        { label: 'Change', href: here },
      ]}
      actions={
        <ButtonLink variant="secondary" href={environmentHref}>
          Leave it as it is
        </ButtonLink>
      }
    >
      <StepsBar titles={['Form', 'Plan', 'Run']} at={step === 'form' ? 0 : 1} />
      <StepHeading step={`${step}:${digest}`}>
        {step === 'form' ? 'Its parameters' : `What would change in ${name}`}
      </StepHeading>
      {environment.isError && !environment.data && (
        <FailureNote
          what={`The environment ${name} could not be shown`}
          error={environment.error}
          onRetry={() => environment.refetch()}
        />
      )}
      {step === 'form' && environment.isPending && (
        <Skeleton width="100%" height={320} />
      )}
      {step === 'form' && environment.data && (
        <ChangeForm
          environment={environment.data}
          parameters={draft ?? environment.data.parameters}
          onChange={setDraft}
          onPlan={parameters => planning.mutate(parameters)}
          isPlanning={planning.isPending}
          error={planning.error}
        />
      )}
      {step === 'plan' && plan.isPending && (
        <Skeleton width="100%" height={360} />
      )}
      {step === 'plan' && plan.isError && (
        <FailureNote
          what="The plan could not be shown"
          error={plan.error}
          advice="Plans are kept for a while only. Start again from the form."
          onRetry={() => plan.refetch()}
        />
      )}
      {step === 'plan' && planning.isError && (
        <FailureNote
          what="It could not be planned again"
          error={planning.error}
        />
      )}
      {step === 'plan' && plan.data && (
        <PlanReview
          key={plan.data.digest}
          plan={plan.data}
          isFixing={planning.isPending}
          onFix={({ parameter, value }) =>
            planning.mutate({ ...plan.data.parameters, [parameter]: value })
          }
        >
          <ApplyBar
            plan={plan.data}
            isPlanning={planning.isPending}
            onPlanAgain={() => planning.mutate(plan.data.parameters)}
          >
            <Button
              variant="tertiary"
              onPress={() => {
                setDraft(plan.data.parameters);
                backToForm();
              }}
            >
              Change the request
            </Button>
          </ApplyBar>
        </PlanReview>
      )}
    </Page>
  );
}
