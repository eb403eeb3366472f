import { useRouteRef } from '@backstage/frontend-plugin-api';
import type {
  Environment,
  RunSummary,
} from '@cairn/plugin-environments-common';
import { Link, Text } from '@backstage/ui';
import { Actor, Ago, Panel, Section } from '@cairn/plugin-portal-react';
import { StateMark } from '../components/StateMark';
import rows from '../environment/rows.module.css';
import { actionTitle } from '../plan/actions';
import { runRouteRef } from '../routes';

const SHOWN = 8;

function lastRuns(environments: readonly Environment[]): RunSummary[] {
  return environments
    .flatMap(({ lastRun }) => lastRun ?? [])
    .sort((one, other) => other.createdAt.localeCompare(one.createdAt))
    .slice(0, SHOWN);
}

/** The last run of each environment of a class, newest first: whether the class does what it says. */
export function ClassRuns(props: { environments: readonly Environment[] }) {
  const toRun = useRouteRef(runRouteRef);
  const runs = lastRuns(props.environments);
  if (runs.length === 0) return null;
  return (
    <Section title="Their last runs">
      <Panel flush>
        <ul className={rows.rows}>
          {runs.map(run => (
            <li key={run.id} className={rows.row}>
              <StateMark state={run.state} />
              <div className={rows.what}>
                <span>
                  <Link
                    weight="bold"
                    href={toRun?.({ name: run.environment, id: run.id })}
                  >
                    {actionTitle(run.action, run.environment)}
                  </Link>{' '}
                  <Text color="secondary">
                    by <Actor actor={run.startedBy} plain />{' '}
                    <Ago at={run.createdAt} />
                  </Text>
                </span>
                {run.state !== 'Succeeded' && (
                  <Text variant="body-small" color="secondary">
                    {run.message}
                  </Text>
                )}
              </div>
            </li>
          ))}
        </ul>
      </Panel>
    </Section>
  );
}
