import type { Plan } from '@cairn/plugin-environments-common';
import { Button, Text } from '@backstage/ui';
import { useClass } from '../api/queries';
import { ApplyFailure } from '../plan/ApplyFailure';
import {
  countWords,
  type Fix,
  PlanChanges,
  PlanPrice,
} from '@cairn/plugin-environments-react';
import {
  BusyButton,
  CommandLines,
  Panel,
  Section,
} from '@cairn/plugin-portal-react';
import { planCommands } from '../plan/planCommands';
import { PlanFacts } from '../plan/PlanFacts';
import { PlanVerdict } from '../plan/PlanVerdict';
import { useApply } from '../plan/useApply';
import { useBlockers } from '../plan/useBlockers';
import styles from './PlanStep.module.css';

/** What would be made, what policy says of it, and the button that makes it. */
export function PlanStep(props: {
  plan: Plan;
  onChangeRequest: () => void;
  onPlanAgain: () => void;
  onFix: (fix: Fix) => void;
  isPlanning: boolean;
}) {
  const { plan } = props;
  const blockers = useBlockers(plan);
  const apply = useApply();
  const budget = useClass(plan.class.name).data?.budget;
  const blocked = blockers.length > 0;
  return (
    <div className={styles.plan}>
      <div className={styles.main}>
        <PlanVerdict
          plan={plan}
          blockers={blockers}
          onFix={props.onFix}
          isFixing={props.isPlanning}
        />
        <PlanPrice price={plan.price} budget={budget} />
        <Text as="p" className={styles.nothing}>
          <strong>Nothing was written yet.</strong> This is what would be:{' '}
          {countWords(plan.changes)}, in this order.
        </Text>
        <PlanChanges
          plan={plan}
          onFix={props.onFix}
          isFixing={props.isPlanning}
        />
        {apply.isError && (
          <ApplyFailure
            error={apply.error}
            environment={plan.environment.name}
            onPlanAgain={() => {
              apply.reset();
              props.onPlanAgain();
            }}
            isPlanning={props.isPlanning}
          />
        )}
        <div className={styles.actions}>
          <BusyButton
            variant={blocked ? 'secondary' : 'primary'}
            isDisabled={blocked}
            busy={apply.isPending || apply.isSuccess}
            busyLabel="Applying…"
            onPress={() => apply.mutate(plan.digest)}
          >
            Apply this plan
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
          <Button variant="tertiary" onPress={props.onChangeRequest}>
            Change the request
          </Button>
          {blocked && (
            <Text color="secondary">
              It cannot be applied as it is; the reasons stand above.
            </Text>
          )}
        </div>
      </div>
      <aside className={styles.side} aria-label="Facts of the plan">
        <Panel>
          <PlanFacts plan={plan} />
        </Panel>
        <Section title="Do it from the command line">
          <CommandLines commands={planCommands(plan)} />
        </Section>
      </aside>
    </div>
  );
}
