import type { GoldenPathPlan } from '@cairn/plugin-golden-paths-common';
import {
  BusyButton,
  CommandLines,
  FailureNote,
  Note,
  Section,
} from '@cairn/plugin-portal-react';
import { Button, Text } from '@backstage/ui';
import { useMemo } from 'react';
import { useBlockers } from '../plan/blockers';
import { Files } from '../plan/Files';
import { findingsByFile } from '../plan/files';
import { PlanAnswer } from '../plan/PlanAnswer';
import {
  PlanEnvironments,
  PlanFacts,
  PlanSteps,
  totalPriceWords,
} from '../plan/PlanParts';
import styles from '../plan/PlanView.module.css';
import { newCommand } from './command';
import type { Values } from './drafts';

function countWords(plan: GoldenPathPlan) {
  const files = plan.repository.files.length;
  const made = plan.environments.length;
  const environments =
    made === 1 ? 'one environment' : `${made || 'no'} environments`;
  return `a repository with ${files} files, ${environments}; price: ${totalPriceWords(
    plan.environments,
  )}`;
}

/** Everything that would be made, what policy says of it, and the button that makes it. */
export function PlanStep(props: {
  template: string;
  plan: GoldenPathPlan;
  /** What it was made from; absent where it was made elsewhere, and then it can only be looked at. */
  values: Values | undefined;
  /** What is different from the plan that was looked at before, where this one replaces it. */
  changed: string[];
  onCreate: () => void;
  isCreating: boolean;
  failure: unknown;
  onChange: (field?: string) => void;
  onPlanAgain: () => void;
  isPlanning: boolean;
}) {
  const { plan, values } = props;
  const blockers = useBlockers(plan);
  const findings = useMemo(
    () => findingsByFile(plan.repository.files, plan.verdict?.violations ?? []),
    [plan],
  );
  const command = values && newCommand(props.template, values);
  const blocked = blockers.length > 0 || values === undefined;
  return (
    <div className={styles.plan}>
      <div className={styles.main}>
        {props.changed.length > 0 && (
          <Note
            status="warning"
            role="status"
            title="Something changed since you looked, so nothing was begun. This is the plan now."
            description={
              <ul className={styles.changed}>
                {props.changed.map(one => (
                  <li key={one}>{one}.</li>
                ))}
              </ul>
            }
          />
        )}
        <PlanAnswer
          plan={plan}
          blockers={blockers}
          findings={findings.get('') ?? []}
          onChange={props.onChange}
          onPlanAgain={props.onPlanAgain}
          isPlanning={props.isPlanning}
        />
        <Text as="p" className={styles.nothing}>
          <strong>Nothing was written yet.</strong> This is what would be:{' '}
          {countWords(plan)}.
        </Text>
        <Section
          title={`Repository ${plan.repository.organization}/${plan.repository.name}`}
        >
          <Files files={plan.repository.files} findings={findings} />
        </Section>
        <PlanEnvironments environments={plan.environments} />
        {command && (
          <Section title="Do it from the command line">
            <CommandLines
              commands={[
                {
                  does: 'Plan the same, and create it after a yes',
                  command,
                },
              ]}
            />
          </Section>
        )}
        {Boolean(props.failure) && (
          <FailureNote
            what={`${plan.repository.name} was not begun, and nothing was written`}
            error={props.failure}
          />
        )}
        {!values && (
          <Note
            status="info"
            title="You look at a plan that was made elsewhere"
            description="What was filled in for it is not known here. To create the same, fill in the form."
          />
        )}
        <div className={styles.actions}>
          <BusyButton
            variant={blocked ? 'secondary' : 'primary'}
            isDisabled={blocked}
            busy={props.isCreating}
            busyLabel="Beginning…"
            onPress={props.onCreate}
          >
            {`Create ${plan.repository.name}`}
          </BusyButton>
          <Button variant="tertiary" onPress={() => props.onChange()}>
            {values ? 'Change the request' : 'Fill in the form'}
          </Button>
          {blockers.length > 0 && (
            <Text color="secondary">
              It cannot be created as it is; the reasons stand above.
            </Text>
          )}
        </div>
      </div>
      <aside className={styles.side} aria-label="About the plan">
        <PlanFacts plan={plan} />
        <PlanSteps plan={plan} />
      </aside>
    </div>
  );
}
