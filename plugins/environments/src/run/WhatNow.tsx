import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { Run } from '@cairn/plugin-environments-common';
import { ButtonLink, Text } from '@backstage/ui';
import { Note } from '@cairn/plugin-portal-react';
import { isOver } from '../api/useLiveRun';
import {
  destroyRouteRef,
  environmentRouteRef,
  newEnvironmentRouteRef,
  rootRouteRef,
} from '../routes';
import styles from './WhatNow.module.css';

/** What a person can do with a run as it is now. */
export function WhatNow({ run }: { run: Run }) {
  const list = useRouteRef(rootRouteRef)?.();
  const fresh = useRouteRef(newEnvironmentRouteRef)?.();
  const environment = useRouteRef(environmentRouteRef)?.({
    name: run.environment,
  });
  const destroy = useRouteRef(destroyRouteRef)?.({ name: run.environment });

  if (!isOver(run)) {
    return (
      <Text as="p" color="secondary" className={styles.note}>
        You can leave this page: the run goes on, and you find it under the
        environment’s runs.
      </Text>
    );
  }
  if (run.state === 'Succeeded') {
    return (
      <div className={styles.actions}>
        {run.action === 'create' ? (
          <ButtonLink variant="primary" href={environment}>
            {`Open ${run.environment}`}
          </ButtonLink>
        ) : (
          <>
            <ButtonLink variant="primary" href={list}>
              See all environments
            </ButtonLink>
            <ButtonLink variant="secondary" href={environment}>
              See how it ended
            </ButtonLink>
          </>
        )}
      </div>
    );
  }
  return (
    <Note
      status="info"
      title="What to do now"
      description={
        run.action === 'create'
          ? 'Nothing after the failed step was touched. What was made before it is there and is listed on the environment’s page. Mend the reason, destroy what was made, and plan again with the same answers.'
          : 'What is left is listed on the environment’s page. Mend the reason, then plan the destroy again: what is gone already is not touched again.'
      }
      actions={
        <>
          <ButtonLink size="small" variant="secondary" href={environment}>
            See what is there
          </ButtonLink>
          <ButtonLink size="small" variant="secondary" href={destroy}>
            {run.action === 'create'
              ? 'Destroy what was made'
              : 'Plan the destroy again'}
          </ButtonLink>
          {run.action === 'create' && (
            <ButtonLink
              size="small"
              variant="secondary"
              href={`${fresh}?plan=${encodeURIComponent(run.digest)}`}
            >
              Open the plan
            </ButtonLink>
          )}
        </>
      }
    />
  );
}
