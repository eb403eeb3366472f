import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { Environment } from '@cairn/plugin-environments-common';
import { ButtonLink, Link, Text } from '@backstage/ui';
import { Age, Ago, Panel } from '@cairn/plugin-portal-react';
import { useCluster } from '../api/useCluster';
import { isOver } from '../api/useLiveRun';
import { StateMark } from '../components/StateMark';
import { runRouteRef, wayRouteRef } from '../routes';
import { clockWords } from '../time/moment';
import styles from './StatePanel.module.css';

/** After that long without a look, a state is marked as old; one that cannot be looked at is at once. */
const OLD_MS = 120_000;

function Seen({ environment }: { environment: Environment }) {
  if (environment.state === 'Destroyed') return null;
  if (!environment.observedAt) {
    return <>Not looked at in the cluster yet.</>;
  }
  const old =
    environment.state === 'Unknown' ||
    Date.now() - Date.parse(environment.observedAt) > OLD_MS;
  return (
    <>
      {old && <strong>This is old. </strong>}
      Last looked at in the cluster <Ago at={environment.observedAt} />.
    </>
  );
}

/** State and why, since when and how fresh: the answer first. */
export function StatePanel({ environment }: { environment: Environment }) {
  const { state, reason, since, lastRun, name } = environment;
  const { simulated } = useCluster(environment.cluster);
  const toRun = useRouteRef(runRouteRef);
  const wakeHref = useRouteRef(wayRouteRef)?.({ name, way: 'wake' });
  const runHref = lastRun && toRun?.({ name, id: lastRun.id });
  return (
    <Panel>
      <div className={styles.state} role="status">
        <StateMark state={state} size="large" />
        <Text as="p" variant="body-large">
          {clockWords(reason)}
        </Text>
        <Text as="p" color="secondary">
          For <Age since={since} />. <Seen environment={environment} />
        </Text>
        {state === 'Hibernated' && (!lastRun || isOver(lastRun)) && (
          <ButtonLink size="small" variant="secondary" href={wakeHref}>
            Wake it…
          </ButtonLink>
        )}
        {lastRun && !isOver(lastRun) && (
          <Text as="p">
            A run is under way: {lastRun.message}{' '}
            <Link href={runHref}>Watch it</Link>
          </Text>
        )}
        {lastRun?.state === 'Failed' && (
          <Text as="p">
            The last run failed
            {lastRun.attempt > 1 && ` in attempt ${lastRun.attempt}`}.{' '}
            <Link href={runHref}>See which step and what to do</Link>
          </Text>
        )}
        {lastRun?.state === 'Cancelled' && (
          <Text as="p">
            The last run was stopped before its end.{' '}
            <Link href={runHref}>Go on with it, or take it back</Link>
          </Text>
        )}
        {simulated && state !== 'Destroyed' && (
          <Text as="p" color="secondary" variant="body-small">
            Simulated nodes: pods become ready, but images are not pulled and no
            container runs.
          </Text>
        )}
      </div>
    </Panel>
  );
}
