import { useApi, useRouteRef } from '@backstage/frontend-plugin-api';
import { environmentsApiRef } from '@cairn/plugin-environments-react';
import { Skeleton, Text } from '@backstage/ui';
import {
  CommandLines,
  EmptyNote,
  Page,
  Section,
  shellWord,
} from '@cairn/plugin-portal-react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router-dom';
import { useClass } from '../api/queries';
import { FailureNote } from '../components/FailureNote';
import { shortDigest } from '../plan/PlanFacts';
import { classesRouteRef, classRouteRef, upgradesRouteRef } from '../routes';
import { UpgradeBatch } from './UpgradeBatch';

/** Every environment of a class that has an older version, planned together: one summary, choose, apply. */
export function UpgradesPage() {
  const { class: name = '' } = useParams();
  const api = useApi(environmentsApiRef);
  const one = useClass(name);
  const title = one.data?.title ?? name;
  const classesHref = useRouteRef(classesRouteRef)?.() ?? '';
  const classHref = useRouteRef(classRouteRef)?.({ class: name }) ?? '';
  const here = useRouteRef(upgradesRouteRef)?.({ class: name }) ?? '';
  const summary = useQuery({
    queryKey: ['environments', 'upgrades', name],
    queryFn: () => api.planUpgrades(name),
    // Planned anew whenever the page is opened, and never behind the person's back.
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    retry: false,
  });
  const { data } = summary;
  return (
    <Page
      title={`Upgrade the environments of ${title}`}
      description={
        data
          ? `To version ${shortDigest(
              data.version,
            )}, the newest. Each is a plan of its own, by its own rules.`
          : undefined
      }
      crumbs={[
        { label: 'Classes', href: classesHref },
        { label: title, href: classHref },
        { label: 'Upgrade', href: here },
      ]}
    >
      {summary.isPending && (
        <>
          <Text role="status" color="secondary">
            Planning the upgrade of each…
          </Text>
          <Skeleton width="100%" height={280} />
        </>
      )}
      {summary.isError && (
        <FailureNote
          what={`The upgrades of ${title} could not be planned`}
          error={summary.error}
          onRetry={() => summary.refetch()}
        />
      )}
      {data?.items.length === 0 && (
        <EmptyNote title="Nothing to upgrade">
          {data.current === 0
            ? 'There is no environment of this class that you may see.'
            : `All ${data.current} environments of this class that you may see have its newest version.`}
        </EmptyNote>
      )}
      {data && data.items.length > 0 && (
        <UpgradeBatch
          key={summary.dataUpdatedAt}
          summary={data}
          isPlanning={summary.isFetching}
          onPlanAgain={() => summary.refetch()}
        />
      )}
      <Section title="Do it from the command line">
        <CommandLines
          commands={[
            {
              does: 'Plan the same, choose and apply',
              command: `./cairn class upgrade ${shellWord(name)}`,
            },
          ]}
        />
      </Section>
    </Page>
  );
}
