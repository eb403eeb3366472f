import type { Plan } from '@cairn/plugin-environments-common';
import { Skeleton, Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import { FailureNote } from '../components/FailureNote';
import { PlanReview } from './PlanReview';

/** A plan as it comes: being made, failed, or there. */
export function PlanBody(props: {
  plan: Plan | undefined;
  error: unknown;
  isPlanning: boolean;
  planAgain: () => void;
  /** What could not be done, where it fails: a sentence without its full stop. */
  failure: string;
  /** What can be done with the plan. */
  children: (plan: Plan) => ReactNode;
}) {
  const { plan, error } = props;
  return (
    <>
      {Boolean(error) && !props.isPlanning && (
        <FailureNote
          what={props.failure}
          error={error}
          onRetry={props.planAgain}
        />
      )}
      {!plan && !error && (
        <>
          <Text role="status" color="secondary">
            Reading the cluster and asking policy…
          </Text>
          <Skeleton width="100%" height={320} />
        </>
      )}
      {plan && (
        <PlanReview key={plan.digest} plan={plan}>
          {props.children(plan)}
        </PlanReview>
      )}
    </>
  );
}
