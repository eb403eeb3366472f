import type { Plan, PlanAction } from '@cairn/plugin-environments-common';
import {
  countWords,
  type Fix,
  PlanChanges,
  PlanForeign,
  PlanLosses,
  PlanPrevious,
  PlanPrice,
} from '@cairn/plugin-environments-react';
import {
  Columns,
  CommandLines,
  Panel,
  Section,
} from '@cairn/plugin-portal-react';
import { Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import { useClass } from '../api/queries';
import { planCommands } from './planCommands';
import { PlanFacts } from './PlanFacts';
import styles from './PlanReview.module.css';
import { PlanVerdict } from './PlanVerdict';
import { useBlockers } from './useBlockers';

/** Actions that ask for something else than before: what it costs is said before what changes. */
const BUYS: readonly PlanAction[] = ['create', 'update'];

/** Everything of a plan, before anything is written: what is in its way, what it costs, what is lost, what changes. */
export function PlanReview(props: {
  plan: Plan;
  onFix?: (fix: Fix) => void;
  isFixing?: boolean;
  /** What can be done with it, below it. */
  children: ReactNode;
}) {
  const { plan, onFix, isFixing } = props;
  const blockers = useBlockers(plan);
  const budget = useClass(plan.class.name).data?.budget;
  const destroys = plan.action === 'destroy';
  const price = <PlanPrice price={plan.price} budget={budget} />;
  return (
    <Columns
      sideLabel="Facts of the plan"
      side={
        <>
          <Panel>
            <PlanFacts plan={plan} />
          </Panel>
          <Section title="Do it from the command line">
            <CommandLines commands={planCommands(plan)} />
          </Section>
        </>
      }
    >
      <PlanVerdict
        plan={plan}
        blockers={blockers}
        onFix={onFix}
        isFixing={isFixing}
      />
      <PlanPrevious plan={plan} />
      {!destroys && <PlanLosses changes={plan.changes} />}
      <PlanForeign foreign={plan.foreign ?? []} />
      {BUYS.includes(plan.action) && price}
      <Text as="p" className={styles.nothing}>
        <strong>
          {destroys ? 'Nothing was deleted yet.' : 'Nothing was written yet.'}
        </strong>{' '}
        This is what would be, in this order: {countWords(plan.changes)}.
      </Text>
      <PlanChanges plan={plan} onFix={onFix} isFixing={isFixing} />
      {!destroys && !BUYS.includes(plan.action) && price}
      {props.children}
    </Columns>
  );
}
