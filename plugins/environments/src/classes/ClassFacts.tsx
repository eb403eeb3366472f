import type { EnvironmentClassSummary } from '@cairn/plugin-environments-common';
import { CodeLine, EntityLink, Facts, Panel } from '@cairn/plugin-portal-react';
import { lifetimeWords } from '../time/lifetime';
import { scheduleWords } from '../time/schedule';
import { budgetWords } from './budgetWords';

function renewalWords({
  ttlHours,
  renewals,
}: EnvironmentClassSummary['lifecycle']) {
  if (ttlHours === undefined) return undefined;
  if (renewals === 0) return 'None';
  return renewals === 1 ? 'Once' : `Up to ${renewals} times`;
}

function Sleep({
  lifecycle,
}: {
  lifecycle: EnvironmentClassSummary['lifecycle'];
}) {
  const { hibernateAfterHours, hibernateSchedule } = lifecycle;
  if (!hibernateAfterHours && !hibernateSchedule) return <>Only by hand</>;
  return (
    <>
      {hibernateAfterHours !== undefined && (
        <div>After {lifetimeWords(hibernateAfterHours)} without use</div>
      )}
      {hibernateSchedule &&
        scheduleWords(hibernateSchedule).map(words => (
          <div key={words}>{words}</div>
        ))}
    </>
  );
}

/** Who keeps it, for how long it lives and sleeps, and what it may cost. */
export function ClassFacts({ class: one }: { class: EnvironmentClassSummary }) {
  const { lifecycle, clusters } = one;
  return (
    <Panel>
      <Facts
        facts={[
          { name: 'Owner', value: <EntityLink entityRef={one.owner} /> },
          { name: 'Lifetime', value: lifetimeWords(lifecycle.ttlHours) },
          { name: 'Extensions', value: renewalWords(lifecycle) },
          { name: 'Hibernates', value: <Sleep lifecycle={lifecycle} /> },
          {
            name: 'For',
            value: lifecycle.production
              ? 'Production'
              : 'Anything but production',
          },
          {
            name: 'Budget',
            value: budgetWords(one),
          },
          {
            name: clusters.length === 1 ? 'Cluster' : 'Clusters',
            value: clusters.join(', '),
          },
          {
            name: 'Version',
            value: <CodeLine text={one.version} label="version of the class" />,
          },
        ]}
      />
    </Panel>
  );
}
