import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { RunSummary } from '@cairn/plugin-environments-common';
import { Button, Link, Skeleton, Text } from '@backstage/ui';
import { RiArrowDownSLine, RiArrowRightSLine } from '@remixicon/react';
import { useState } from 'react';
import {
  Ago,
  EntityTitle,
  Panel,
  Section,
  Took,
} from '@cairn/plugin-portal-react';
import { useRuns } from '../api/queries';
import { isOver, useLiveRun } from '../api/useLiveRun';
import { FailureNote } from '../components/FailureNote';
import { StateMark } from '../components/StateMark';
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

function RunRow({ run }: { run: RunSummary }) {
  const [open, setOpen] = useState(false);
  const toRun = useRouteRef(runRouteRef);
  const title = run.action === 'destroy' ? 'Destroy' : 'Create';
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
              by <EntityTitle entityRef={run.startedBy} />{' '}
              <Ago at={run.createdAt} />
              {run.startedAt && (
                <>
                  , {isOver(run) ? 'took' : 'for'}{' '}
                  <Took from={run.startedAt} to={run.finishedAt} />
                </>
              )}
            </Text>
          </span>
          <Text variant="body-small" color="secondary">
            {run.message}
          </Text>
        </div>
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
      {open && <Steps id={run.id} />}
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
            {runs.data.map(run => (
              <RunRow key={run.id} run={run} />
            ))}
          </ul>
        </Panel>
      )}
    </Section>
  );
}
