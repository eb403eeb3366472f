import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { Run } from '@cairn/plugin-environments-common';
import { ButtonLink, Text } from '@backstage/ui';
import { isOver } from '../api/useLiveRun';
import { environmentRouteRef, rootRouteRef } from '../routes';
import { CancelRun } from './CancelRun';
import { GoOn } from './GoOn';
import styles from './WhatNow.module.css';

function Done({ run }: { run: Run }) {
  const list = useRouteRef(rootRouteRef)?.();
  const environment = useRouteRef(environmentRouteRef)?.({
    name: run.environment,
  });
  return (
    <div className={styles.actions}>
      {run.action === 'destroy' ? (
        <>
          <ButtonLink variant="primary" href={environment}>
            See the receipt
          </ButtonLink>
          <ButtonLink variant="secondary" href={list}>
            See all environments
          </ButtonLink>
        </>
      ) : (
        <ButtonLink variant="primary" href={environment}>
          {`Open ${run.environment}`}
        </ButtonLink>
      )}
    </div>
  );
}

/** What a person can do with a run as it is now. */
export function WhatNow({ run }: { run: Run }) {
  if (!isOver(run)) {
    return (
      <>
        <Text as="p" color="secondary" className={styles.note}>
          You can leave this page: the run goes on, and you find it under the
          environment’s runs.
        </Text>
        <CancelRun run={run} />
      </>
    );
  }
  return run.state === 'Succeeded' ? <Done run={run} /> : <GoOn run={run} />;
}
