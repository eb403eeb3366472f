import type { Plan } from '@cairn/plugin-environments-common';
import type { Fix } from '@cairn/plugin-environments-react';
import { Button } from '@backstage/ui';
import { ApplyBar } from '../plan/ApplyBar';
import { PlanReview } from '../plan/PlanReview';

/** What would be made, what policy says of it, and the button that makes it. */
export function PlanStep(props: {
  plan: Plan;
  onChangeRequest: () => void;
  onPlanAgain: () => void;
  onFix: (fix: Fix) => void;
  isPlanning: boolean;
}) {
  const { plan, isPlanning } = props;
  return (
    <PlanReview plan={plan} onFix={props.onFix} isFixing={isPlanning}>
      <ApplyBar
        plan={plan}
        isPlanning={isPlanning}
        onPlanAgain={props.onPlanAgain}
      >
        <Button variant="tertiary" onPress={props.onChangeRequest}>
          Change the request
        </Button>
      </ApplyBar>
    </PlanReview>
  );
}
