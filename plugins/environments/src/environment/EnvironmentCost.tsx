import { useApi, useRouteRef } from '@backstage/frontend-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { formatMoney, type CostReport } from '@cairn/plugin-cost-common';
import type { Environment } from '@cairn/plugin-environments-common';
import { Link, Skeleton, Text } from '@backstage/ui';
import { useQuery } from '@tanstack/react-query';
import { environmentCostApiRef } from '../api/costApi';
import { useClass, usePlan, useRuns } from '../api/queries';
import { budgetSentence, priceWords } from '@cairn/plugin-environments-react';
import {
  Ago,
  Facts,
  failureOf,
  Panel,
  Section,
  useNow,
} from '@cairn/plugin-portal-react';

/** As far back as the plugin tells days. */
const DAYS = 120;
const AGAIN_MS = 5 * 60_000;

function useCostSoFar(name: string) {
  const api = useApi(environmentCostApiRef);
  return useQuery({
    queryKey: ['environments', 'cost', name],
    queryFn: () => api.getReport(`resource:default/${name}`, { days: DAYS }),
    staleTime: 60_000,
    refetchInterval: AGAIN_MS,
  });
}

/** The price of the plan that it was made by. */
function useAppliedPlan(name: string, moving: boolean) {
  const runs = useRuns(name, moving);
  const digest = runs.data?.find(({ action }) => action === 'create')?.digest;
  const plan = usePlan(digest);
  return {
    plan: plan.data,
    isPending: runs.isPending || (digest !== undefined && plan.isPending),
  };
}

function soFarWords(report: CostReport) {
  const sum = report.days.reduce((total, { micros }) => total + micros, 0);
  return formatMoney(
    report.days.length === 0 ? undefined : sum,
    report.currency,
  );
}

function Counted({ until }: { until: string | undefined }) {
  const now = useNow(30_000);
  if (until === undefined) return <>No hour of it was counted yet</>;
  if (Date.parse(until) > now) return <>Counted up to now</>;
  return (
    <>
      Counted until {until.slice(11, 16)} UTC, <Ago at={until} />
    </>
  );
}

function SoFar({ name }: { name: string }) {
  const cost = useCostSoFar(name);
  if (cost.isPending) return <Skeleton width="60%" height={20} />;
  if (!cost.data) {
    const { kind, why } = failureOf(cost.error);
    return (
      <Text color="secondary">
        unknown
        {kind === 'notFound'
          ? ': nothing of it was counted yet, or you may not see it'
          : `: ${why}`}
      </Text>
    );
  }
  const { until, sample } = cost.data;
  return (
    <>
      {soFarWords(cost.data)}
      <Text as="div" variant="body-small" color="secondary">
        <Counted until={until} />
        {sample && '; with sample rows, made up'}
      </Text>
    </>
  );
}

/** What it costs by its plan, and what it has cost so far. */
export function EnvironmentCost(props: {
  environment: Environment;
  moving: boolean;
}) {
  const { name, class: of } = props.environment;
  const { plan, isPending } = useAppliedPlan(name, props.moving);
  const one = useClass(of.name);
  const toEntity = useRouteRef(entityRouteRef);
  const entity = toEntity?.({ kind: 'resource', namespace: 'default', name });
  const budget = one.data?.budget;
  return (
    <Section
      title="Cost"
      aside={entity && <Link href={`${entity}/cost`}>See by day</Link>}
    >
      <Panel>
        <Facts
          facts={[
            { name: 'So far', value: <SoFar name={name} /> },
            {
              name: 'By its plan',
              value: isPending ? (
                <Skeleton width="60%" height={20} />
              ) : (
                <>
                  {priceWords(plan?.price)}
                  <Text as="div" variant="body-small" color="secondary">
                    {plan
                      ? one.data && budgetSentence(plan.price, budget)
                      : 'Its plan is not kept any more.'}
                  </Text>
                </>
              ),
            },
            {
              name: 'At most',
              value:
                !plan?.price?.complete ||
                plan.price.ceilingMonthlyMicros === undefined ? undefined : (
                  <>
                    {formatMoney(
                      plan.price.ceilingMonthlyMicros,
                      plan.price.currency,
                    )}{' '}
                    a month
                    <Text as="div" variant="body-small" color="secondary">
                      When its quota is used up
                    </Text>
                  </>
                ),
            },
          ]}
        />
      </Panel>
    </Section>
  );
}
