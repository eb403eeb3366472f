import { BusyButton } from '@cairn/plugin-portal-react';
import type { ButtonProps } from '@backstage/ui';

/** The button that makes a plan again: what it was made from changed, got too old, or could not be asked. */
export function PlanAgain(
  props: Pick<ButtonProps, 'size'> & {
    /** Default `secondary`: mostly something else is to be done first. */
    variant?: 'primary' | 'secondary';
    isPlanning: boolean;
    onPlanAgain: () => void;
  },
) {
  return (
    <BusyButton
      size={props.size}
      variant={props.variant ?? 'secondary'}
      busy={props.isPlanning}
      busyLabel="Planning…"
      onPress={props.onPlanAgain}
    >
      Plan again
    </BusyButton>
  );
}
