import {
  PlanChanges,
  PlanPrice,
  priceWords,
} from '@cairn/plugin-environments-react';
import type {
  GoldenPathPlan,
  PlannedEnvironment,
} from '@cairn/plugin-golden-paths-common';
import {
  Ago,
  CodeLine,
  EntityLink,
  Facts,
  Left,
  Panel,
  Section,
} from '@cairn/plugin-portal-react';
import { Text } from '@backstage/ui';
import { useClasses } from '../fields/useClasses';
import styles from './PlanView.module.css';

function sumOf(amounts: number[]): number {
  return amounts.reduce((sum, one) => sum + one, 0);
}

/** Of all environments together, a month; unknown as soon as one is, or where they are of several currencies. */
export function totalPriceWords(environments: PlannedEnvironment[]): string {
  if (environments.length === 0) return 'nothing, for nothing runs';
  const prices = environments.flatMap(({ price }) => price ?? []);
  const currencies = new Set(prices.map(({ currency }) => currency));
  if (prices.length < environments.length || currencies.size !== 1) {
    return 'unknown';
  }
  const most = prices.flatMap(one => one.ceilingMonthlyMicros ?? []);
  return priceWords({
    ...prices[0],
    monthlyMicros: sumOf(prices.map(({ monthlyMicros }) => monthlyMicros)),
    lines: prices.flatMap(({ lines }) => lines),
    complete: prices.every(({ complete }) => complete),
    ceilingMonthlyMicros:
      most.length === prices.length ? sumOf(most) : undefined,
  });
}

/** The environments that would be made, each with its changes as its own plan shows them. */
export function PlanEnvironments(props: {
  environments: PlannedEnvironment[];
}) {
  const classes = useClasses().data ?? [];
  return (
    <>
      {props.environments.map(one => (
        <Section
          key={one.name}
          title={`Environment ${one.name}`}
          aside={
            <Text variant="body-small" color="secondary">
              class {one.class}
            </Text>
          }
        >
          <PlanChanges plan={one} />
          <PlanPrice
            title={`What ${one.name} would cost`}
            price={one.price}
            budget={classes.find(({ name }) => name === one.class)?.budget}
          />
        </Section>
      ))}
      {props.environments.length === 0 && (
        <Section title="Environments">
          <Text as="p" color="secondary" className={styles.text}>
            None is made: nothing of it runs yet. Make one later from the
            service’s page.
          </Text>
        </Section>
      )}
    </>
  );
}

/** What will be done, in order, and what would be registered. */
export function PlanSteps({ plan }: { plan: GoldenPathPlan }) {
  return (
    <Panel>
      <Section title="What will be done">
        <ol className={styles.steps}>
          {plan.steps.map(({ id, name }) => (
            <li key={id}>{name}</li>
          ))}
        </ol>
      </Section>
      <Section title="Registered in the catalog">
        {plan.entities.length === 0 ? (
          <Text as="p" color="secondary" className={styles.text}>
            Nothing.
          </Text>
        ) : (
          <ul className={styles.entities}>
            {plan.entities.map(entityRef => (
              <li key={entityRef}>
                <code>{entityRef}</code>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </Panel>
  );
}

/** What a plan is for, what it costs, and where it comes from. */
export function PlanFacts({ plan }: { plan: GoldenPathPlan }) {
  return (
    <Panel>
      <Facts
        facts={[
          {
            name: 'Repository',
            value: `${plan.repository.organization}/${plan.repository.name}`,
          },
          { name: 'Owner', value: <EntityLink entityRef={plan.owner} /> },
          {
            name: 'Price',
            value: totalPriceWords(plan.environments).replace(/^./, letter =>
              letter.toLocaleUpperCase('en-US'),
            ),
          },
          { name: 'Made', value: <Ago at={plan.createdAt} /> },
          { name: 'Expires', value: <Left until={plan.expiresAt} /> },
          {
            name: 'Policy',
            value: plan.verdict && (
              <CodeLine
                text={plan.verdict.revision}
                label="revision of the policy"
              />
            ),
          },
          {
            name: 'Digest',
            value: <CodeLine text={plan.digest} label="digest of the plan" />,
          },
        ]}
      />
    </Panel>
  );
}
