import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { Environment } from '@cairn/plugin-environments-common';
import { Link, Text } from '@backstage/ui';
import {
  Actor,
  Ago,
  Clock,
  EntityLink,
  Facts,
  Panel,
  Section,
} from '@cairn/plugin-portal-react';
import { shown } from '@cairn/plugin-environments-react';
import type { ReactNode } from 'react';
import { useCluster } from '../api/useCluster';
import { shortDigest } from '../plan/PlanFacts';
import { classRouteRef } from '../routes';

/** A parameter as a person reads it: what the environment runs by its title, each of several on its own line. */
function valueOf(value: unknown, entities: readonly string[]): ReactNode {
  if (Array.isArray(value)) {
    return value.map((one, index) => (
      <div key={`${index} ${shown(one)}`}>{valueOf(one, entities)}</div>
    ));
  }
  return typeof value === 'string' && entities.includes(value) ? (
    <EntityLink entityRef={value} />
  ) : (
    shown(value)
  );
}

/** Who, what and where; and what it was asked for with. */
export function EnvironmentFacts({
  environment,
}: {
  environment: Environment;
}) {
  const toClass = useRouteRef(classRouteRef);
  const { title, simulated } = useCluster(environment.cluster);
  const parameters = Object.entries(environment.parameters);
  return (
    <>
      <Section title="Facts" hideTitle>
        <Panel>
          <Facts
            facts={[
              {
                name: 'Owner',
                value: <EntityLink entityRef={environment.owner} />,
              },
              {
                name: 'Class',
                value: (
                  <>
                    <Link href={toClass?.({ class: environment.class.name })}>
                      {environment.class.name}
                    </Link>{' '}
                    <Text color="secondary">
                      version {shortDigest(environment.class.version)}
                    </Text>
                  </>
                ),
              },
              ...environment.entities.map((entityRef, index) => ({
                name: index === 0 ? 'Runs' : `Runs (${index + 1})`,
                value: <EntityLink entityRef={entityRef} />,
              })),
              {
                name: 'Cluster',
                value: simulated ? `${title} (simulated nodes)` : title,
              },
              { name: 'Namespace', value: environment.namespace },
              { name: 'Created', value: <Clock at={environment.createdAt} /> },
              {
                name: 'Created by',
                value: <Actor actor={environment.createdBy} />,
              },
              {
                name: 'Destroyed',
                value: environment.destroyedAt && (
                  <Ago at={environment.destroyedAt} />
                ),
              },
            ]}
          />
        </Panel>
      </Section>
      {parameters.length > 0 && (
        <Section title="Parameters">
          <Panel>
            <Facts
              facts={parameters.map(([name, value]) => ({
                name,
                value: valueOf(value, environment.entities),
              }))}
            />
          </Panel>
        </Section>
      )}
    </>
  );
}
