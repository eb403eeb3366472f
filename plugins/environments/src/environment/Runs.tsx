import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { RunSummary } from '@cairn/plugin-environments-common';
import { Button, Link, Skeleton, Text } from '@backstage/ui';
import { RiArrowDownSLine, RiArrowRightSLine } from '@remixicon/react';
import { useState } from 'react';
import { Actor, Ago, Panel, Section, Took } from '@cairn/plugin-portal-react';
import { useRuns } from '../api/queries';
import { isOver, useLiveRun } from '../api/useLiveRun';
import { FailureNote } from '../components/FailureNote';
import { StateMark } from '../components/StateMark';
import { ACTIONS } from '../plan/actions';
import { CancelRun } from '../run/CancelRun';
import { RetryRun } from '../run/RetryRun';
import { RunSteps } from '../run/RunSteps';
import { runRouteRef } from '../routes';
import styles from './rows.module.css';

function Steps({ id }: { id: string }) {
  const { query } = useLiveRun(id);
  if (query.data) return <RunSteps run={query.data} />;
  return query.error ? (
    <FailureNote what="The steps could not be shown" error={query.error} />
  ) : (
    <Skeleton width="100%" height={80} />
  );
}

function RunRow({ run, newest }: { run: RunSummary; newest: boolean }) {
  const [open, setOpen] = useState(false);
  const toRun = useRouteRef(runRouteRef);
  const unfinished = run.state === 'Failed' || run.state === 'Cancelled';
  const title = ACTIONS[run.action].verb;
  return (
    <li>
      <div className={styles.row}>
        <StateMark state={run.state} />
        <div className={styles.what}>
          <span>
            <Link
              href={toRun?.({ name: run.environment, id: run.id })}
              weight="bold"
            >
              {title}
            </Link>{' '}
            <Text color="secondary">
              by <Actor actor={run.startedBy} plain />{' '}
              <Ago at={run.createdAt} />
              {run.startedAt && (
                <>
                  , {isOver(run) ? 'took' : 'for'}{' '}
                  <Took from={run.startedAt} to={run.finishedAt} />
                </>
              )}
              {run.attempt > 1 && `, attempt ${run.attempt}`}
            </Text>
          </span>
          <Text variant="body-small" color="secondary">
            {run.message}
          </Text>
          {!isOver(run) && <CancelRun run={run} />}
        </div>
        <div className={styles.actions}>
          {newest && unfinished && <RetryRun run={run} variant="secondary" />}
          <Button
            size="small"
            variant="tertiary"
            aria-expanded={open}
            aria-label={`Steps of ${title.toLocaleLowerCase('en-US')} run ${
              run.id
            }`}
            iconStart={open ? <RiArrowDownSLine /> : <RiArrowRightSLine />}
            onPress={() => setOpen(!open)}
          >
            Steps
          </Button>
        </div>
      </div>
      {open && (
        <div className={styles.opened}>
          <Steps id={run.id} />
        </div>
      )}
    </li>
  );
}

/** What was done to an environment, newest first. */
export function Runs(props: { environment: string; moving: boolean }) {
  const runs = useRuns(props.environment, props.moving);
  return (
    <Section title="Runs">
      {runs.isPending && <Skeleton width="100%" height={80} />}
      {runs.isError && !runs.data && (
        <FailureNote
          what={`The runs of ${props.environment} could not be listed`}
          error={runs.error}
          onRetry={() => runs.refetch()}
        />
      )}
      {runs.data?.length === 0 && (
        <Text as="p" color="secondary">
          There was no run yet.
        </Text>
      )}
      {runs.data && runs.data.length > 0 && (
        <Panel flush>
          <ul className={styles.rows}>
            {runs.data.map((run, index) => (
              <RunRow key={run.id} run={run} newest={index === 0} />
            ))}
          </ul>
        </Panel>
      )}
    </Section>
  );
}
