import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { PlanAction, Run } from '@cairn/plugin-environments-common';
import { ButtonLink } from '@backstage/ui';
import { Note } from '@cairn/plugin-portal-react';
import {
  destroyRouteRef,
  environmentRouteRef,
  planRouteRef,
  wayRouteRef,
} from '../routes';
import { RetryRun } from './RetryRun';

function backWords(action: PlanAction) {
  if (action === 'create') return 'Destroy what was made';
  return action === 'destroy'
    ? 'Plan the destroy again'
    : 'Put back what it was';
}

function explanation({ action, state }: Run) {
  const mend =
    state === 'Failed'
      ? 'Mend the reason, then go on from the step that was not done'
      : 'Go on from the step that it stopped before';
  switch (action) {
    case 'create':
      return `${mend}: what is there already is not made again. Or destroy what was made, and plan again with the same answers.`;
    case 'destroy':
      return `${mend}: what is gone already is not touched again. Or plan the destroy again, to see what is left.`;
    default:
      return `${mend}. Or put back what it was: a plan makes it again as the last run that was done left it.`;
  }
}

/** A run that did not reach its end: go on with it, or take back what it did. */
export function GoOn({ run }: { run: Run }) {
  const name = run.environment;
  const environment = useRouteRef(environmentRouteRef)?.({ name });
  const destroy = useRouteRef(destroyRouteRef)?.({ name });
  const repair = useRouteRef(wayRouteRef)?.({ name, way: 'repair' });
  const plan = useRouteRef(planRouteRef)?.({ digest: run.digest });
  const taken = run.action === 'create' || run.action === 'destroy';
  return (
    <Note
      status="info"
      title="What to do now"
      description={explanation(run)}
      actions={
        <>
          <RetryRun run={run} variant="primary" />
          <ButtonLink
            size="small"
            variant="secondary"
            href={taken ? destroy : repair}
          >
            {backWords(run.action)}
          </ButtonLink>
          <ButtonLink size="small" variant="secondary" href={environment}>
            See what is there
          </ButtonLink>
          <ButtonLink size="small" variant="tertiary" href={plan}>
            Open the plan
          </ButtonLink>
        </>
      }
    />
  );
}
