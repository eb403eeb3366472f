import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { Plan } from '@cairn/plugin-environments-common';
import { Skeleton } from '@backstage/ui';
import { useCallback, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { Page } from '@cairn/plugin-portal-react';
import { useClass, usePlan } from '../api/queries';
import { ClassCard } from '../classes/ClassCard';
import { ClassCards } from '../classes/ClassCards';
import { FailureNote } from '../components/FailureNote';
import { classRouteRef, newEnvironmentRouteRef } from '../routes';
import { draftOf, type Draft } from './draft';
import { FormStep } from './FormStep';
import { PlanStep } from './PlanStep';
import { StepHeading } from './StepHeading';
import { Steps, type Step } from './Steps';
import { usePlanning } from './usePlanning';

function stepOf(className?: string, digest?: string): Step {
  if (digest) return 'plan';
  return className ? 'form' : 'class';
}

function headingOf(step: Step, classTitle: string, plan: Plan | undefined) {
  if (step === 'class') return 'What do you need?';
  if (step === 'form') return `${classTitle}: name, owner and parameters`;
  return plan
    ? `The plan of ${plan.environment.name}, an environment of class ${classTitle}`
    : 'The plan';
}

/** A title for a class before it is known. */
function useClassTitle(className: string | undefined) {
  const one = useClass(className);
  return one.data?.title ?? className ?? '';
}

/**
 * Class, form, plan: where one is stands in the address, so that the browser's back goes one step back and a plan can
 * be shown to somebody else.
 */
export function NewEnvironmentPage() {
  const [address, setAddress] = useSearchParams();
  const here = useRouteRef(newEnvironmentRouteRef)?.() ?? '';
  const toClass = useRouteRef(classRouteRef);
  const className = address.get('class') ?? undefined;
  const digest = address.get('plan') ?? undefined;
  const component = address.get('component') ?? undefined;
  const step = stepOf(className, digest);

  const [drafts, setDrafts] = useState<Record<string, Draft>>({});
  const plan = usePlan(digest);
  const classTitle = useClassTitle(plan.data?.class.name ?? className);

  const searchOf = (changes: Record<string, string | undefined>) =>
    new URLSearchParams(
      Object.entries({ component, ...changes }).flatMap(([key, value]) =>
        value ? [[key, value]] : [],
      ),
    );
  const planning = usePlanning(made => {
    setDrafts(current => ({ ...current, [made.class.name]: draftOf(made) }));
    setAddress(searchOf({ class: made.class.name, plan: made.digest }), {
      // A plan in place of a plan is the same step: back still leads to the form.
      replace: step === 'plan',
    });
  });

  const changeDraft = useCallback(
    (change: (current: Draft | undefined) => Draft) => {
      if (className === undefined) return;
      setDrafts(current => ({
        ...current,
        [className]: change(current[className]),
      }));
    },
    [className],
  );
  const planAs = (made: Plan, draft: Draft) =>
    planning.mutate({ class: made.class.name, draft });

  return (
    <Page
      title="New environment"
      crumbs={[{ label: 'New environment', href: here }]}
    >
      <Steps step={step} />
      <StepHeading step={`${step}:${digest}`}>
        {headingOf(step, classTitle, plan.data)}
      </StepHeading>

      {step === 'class' && (
        <ClassCards>
          {one => (
            <ClassCard
              class={one}
              chooseHref={`${here}?${searchOf({ class: one.name })}`}
              moreHref={toClass?.({ class: one.name })}
            />
          )}
        </ClassCards>
      )}

      {step === 'form' && className && (
        <FormStep
          key={className}
          className={className}
          component={component}
          draft={drafts[className]}
          onChange={changeDraft}
          onPlan={draft => planning.mutate({ class: className, draft })}
          isPlanning={planning.isPending}
          error={planning.error}
          otherClassHref={`${here}?${searchOf({})}`}
        />
      )}

      {step === 'plan' && (
        <>
          {plan.isPending && <Skeleton width="100%" height={360} />}
          {plan.isError && (
            <FailureNote
              what="The plan could not be shown"
              error={plan.error}
              advice="Plans are kept for a while only. Start again from the class."
              onRetry={() => plan.refetch()}
            />
          )}
          {planning.isError && (
            <FailureNote
              what="It could not be planned again"
              error={planning.error}
            />
          )}
          {plan.data && (
            <PlanStep
              key={plan.data.digest}
              plan={plan.data}
              isPlanning={planning.isPending}
              onChangeRequest={() => {
                const { name } = plan.data.class;
                setDrafts(current => ({
                  ...current,
                  [name]: draftOf(plan.data),
                }));
                setAddress(searchOf({ class: name }));
              }}
              onPlanAgain={() => planAs(plan.data, draftOf(plan.data))}
              onFix={({ parameter, value }) => {
                const draft = draftOf(plan.data);
                planAs(plan.data, {
                  ...draft,
                  parameters: { ...draft.parameters, [parameter]: value },
                });
              }}
            />
          )}
        </>
      )}
    </Page>
  );
}
