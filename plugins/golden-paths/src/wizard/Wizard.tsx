import type { TemplateParameterSchema } from '@backstage/plugin-scaffolder-common';
import type { GoldenPathPlan } from '@cairn/plugin-golden-paths-common';
import { FailureNote, StepsBar } from '@cairn/plugin-portal-react';
import { Skeleton } from '@backstage/ui';
import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { canBePlanned } from '../choose/goldenPath';
import { whatChanged } from '../plan/changed';
import {
  keepDraft,
  readDraft,
  readValuesOfPlan,
  valuesOfAddress,
  type Values,
} from './drafts';
import { valueOf } from './fieldErrors';
import { FormPage } from './FormPage';
import { PlanStep } from './PlanStep';
import { ReviewStep } from './ReviewStep';
import { StepHeading } from './StepHeading';
import { formSteps, type FormStep } from './steps';
import { useCreating } from './useCreating';
import { usePlan, usePlanning } from './usePlanning';

/** Which page of the form the address names, from 0; `steps.length` is the last step, after the form. */
function pageOf(address: URLSearchParams, steps: FormStep[]) {
  if (address.has('plan')) return steps.length;
  const page = Number(address.get('step') ?? 1) - 1;
  return Number.isInteger(page) && page >= 0 && page <= steps.length ? page : 0;
}

/**
 * Form, plan, create. Where one is stands in the address, so that the browser's back goes one step back and a plan can be
 * shown to somebody else; what is filled in stays in this tab of the browser.
 */
export function Wizard(props: {
  template: string;
  manifest: TemplateParameterSchema;
}) {
  const { template, manifest } = props;
  const [address, setAddress] = useSearchParams();
  const steps = useMemo(() => formSteps(manifest), [manifest]);
  const hasPlan = canBePlanned(manifest.steps.map(({ schema }) => schema));
  const digest = address.get('plan') ?? undefined;
  const page = pageOf(address, steps);
  const [values, setValues] = useState<Values>(
    () =>
      valuesOfAddress(address) ??
      (digest ? readValuesOfPlan(digest) : undefined) ??
      readDraft(template) ??
      {},
  );
  const [changed, setChanged] = useState<string[]>([]);
  const plan = usePlan(hasPlan ? digest : undefined);
  const valuesOfPlan = digest ? readValuesOfPlan(digest) : undefined;

  const goTo = (step: number) => {
    setChanged([]);
    setAddress(step === 0 ? {} : { step: String(step + 1) });
  };
  const planning = usePlanning(template, (made: GoldenPathPlan) =>
    // A plan in place of a plan is the same step: back still leads to the form.
    setAddress({ plan: made.digest }, { replace: digest !== undefined }),
  );
  const creating = useCreating({
    template,
    planAgain: async asked => {
      const again = await planning.mutateAsync(asked);
      if (plan.data && again.digest !== plan.data.digest) {
        setChanged(whatChanged(plan.data, again));
      }
      return again;
    },
  });
  const change = (next: Values) => {
    setValues(next);
    keepDraft(template, next);
  };
  const stepWith = (field: string | undefined) => {
    const at = steps.findIndex(
      step => field !== undefined && step.values.includes(valueOf(field)),
    );
    return Math.max(0, at);
  };
  const next = (filled: Values) => {
    change(filled);
    if (page < steps.length - 1) goTo(page + 1);
    else if (hasPlan) planning.mutate(filled);
    else goTo(steps.length);
  };
  const changeRequest = (field?: string) => {
    if (valuesOfPlan) change(valuesOfPlan);
    planning.reset();
    creating.reset();
    goTo(stepWith(field));
  };
  const last = hasPlan ? 'Plan' : 'Review';

  return (
    <>
      <StepsBar
        titles={[...steps.map(({ title }) => title), last, 'Task']}
        at={page}
      />
      <StepHeading step={`${page}:${digest}`}>
        {steps[page]?.title ??
          (plan.data ? `The plan of ${plan.data.repository.name}` : last)}
      </StepHeading>

      {page < steps.length && (
        <FormPage
          key={page}
          step={steps[page]}
          values={values}
          onChange={change}
          onNext={next}
          onBack={page > 0 ? () => goTo(page - 1) : undefined}
          nextLabel={
            page < steps.length - 1
              ? 'Next'
              : (hasPlan && 'See the plan') || 'Review'
          }
          isPlanning={planning.isPending}
          error={planning.error}
        />
      )}

      {page === steps.length && !hasPlan && (
        <ReviewStep
          values={values}
          onCreate={() => creating.mutate({ values })}
          isCreating={creating.isPending || creating.isSuccess}
          failure={creating.error}
          onChange={() => goTo(0)}
        />
      )}

      {page === steps.length && hasPlan && (
        <>
          {plan.isLoading && <Skeleton width="100%" height={360} />}
          {plan.isError && (
            <FailureNote
              what="The plan could not be shown"
              error={plan.error}
              advice="Plans are kept for a while only, and are for who made them. Start again from the form: what you filled in is still there."
              onRetry={() => plan.refetch()}
            />
          )}
          {planning.isError && !creating.isError && (
            <FailureNote
              what="It could not be planned again"
              error={planning.error}
            />
          )}
          {plan.data && (
            <PlanStep
              key={plan.data.digest}
              template={template}
              plan={plan.data}
              values={valuesOfPlan}
              changed={changed}
              onCreate={() =>
                valuesOfPlan &&
                creating.mutate({ values: valuesOfPlan, plan: plan.data })
              }
              isCreating={
                creating.isPending ||
                (creating.isSuccess && creating.data !== undefined)
              }
              failure={creating.error}
              onChange={changeRequest}
              onPlanAgain={() => valuesOfPlan && planning.mutate(valuesOfPlan)}
              isPlanning={planning.isPending}
            />
          )}
        </>
      )}
    </>
  );
}
