import type { Plan } from '@cairn/plugin-environments-common';
import {
  Ago,
  CodeLine,
  EntityLink,
  Facts,
  Left,
} from '@cairn/plugin-portal-react';
import { useCluster } from '../api/useCluster';

export function shortDigest(digest: string) {
  return digest.replace(/^(sha256:)?([0-9a-f]{12}).*$/, '$2');
}

function coverageWords({ computed, total }: Plan['coverage']) {
  if (computed < total) {
    return `${computed} of ${total} changes could be computed`;
  }
  return total === 1
    ? 'Its change could be computed'
    : `All ${total} changes could be computed`;
}

/** What a plan is for and where it comes from. */
export function PlanFacts({ plan }: { plan: Plan }) {
  const { title, simulated } = useCluster(plan.environment.cluster);
  return (
    <Facts
      facts={[
        { name: 'Environment', value: plan.environment.name },
        {
          name: 'Owner',
          value: <EntityLink entityRef={plan.environment.owner} />,
        },
        {
          name: 'Class',
          value: `${plan.class.name} · version ${shortDigest(
            plan.class.version,
          )}`,
        },
        {
          name: 'Cluster',
          value: simulated ? `${title} (simulated nodes)` : title,
        },
        { name: 'Namespace', value: plan.environment.namespace },
        {
          name: 'Coverage',
          value: coverageWords(plan.coverage),
        },
        { name: 'Made', value: <Ago at={plan.createdAt} /> },
        { name: 'Expires', value: <Left until={plan.expiresAt} /> },
        {
          name: 'Policy',
          value: (
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
  );
}
