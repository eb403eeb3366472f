import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { Environment } from '@cairn/plugin-environments-common';
import { ButtonLink, Skeleton } from '@backstage/ui';
import { useParams } from 'react-router-dom';
import {
  Columns,
  CommandLines,
  Page,
  Section,
} from '@cairn/plugin-portal-react';
import { isMoving, useEnvironment } from '../api/queries';
import { AnswerNote } from '../components/FailureNote';
import { environmentRouteRef, rootRouteRef } from '../routes';
import { Conditions } from './Conditions';
import { DriftSection } from './DriftSection';
import { EnvironmentActions } from './EnvironmentActions';
import { environmentCommands } from './environmentCommands';
import { EnvironmentCost } from './EnvironmentCost';
import { EnvironmentFacts } from './EnvironmentFacts';
import { LeasePanel } from './LeasePanel';
import { Outputs } from './Outputs';
import { ReceiptSection } from './ReceiptSection';
import { Resources } from './Resources';
import { Runs } from './Runs';
import { StatePanel } from './StatePanel';
import { StorySection } from './StorySection';
import { UpgradeNote } from './UpgradeNote';

function Placeholder() {
  return (
    <div aria-busy="true">
      <Columns
        sideLabel="Facts of the environment"
        side={
          <>
            <Skeleton width="100%" height={200} />
            <Skeleton width="100%" height={280} />
          </>
        }
      >
        <Skeleton width="100%" height={128} />
        <Skeleton width="100%" height={240} />
      </Columns>
    </div>
  );
}

/** A destroy that ended without a proof that nothing is left: what is left is the first thing to know. */
function destroyFailed({ lastRun }: Environment) {
  return lastRun?.action === 'destroy' && lastRun.state === 'Failed';
}

function Content({ environment }: { environment: Environment }) {
  const { name, state } = environment;
  const moving = isMoving(environment);
  const gone = state === 'Destroyed';
  return (
    <Columns
      sideLabel="Facts of the environment"
      side={
        <>
          {!gone && <LeasePanel environment={environment} />}
          <EnvironmentFacts environment={environment} />
          {!gone && (
            <EnvironmentCost environment={environment} moving={moving} />
          )}
          <Section title="Do it from the command line">
            <CommandLines commands={environmentCommands(environment)} />
          </Section>
        </>
      }
    >
      <StatePanel environment={environment} />
      {!gone && <UpgradeNote environment={environment} />}
      {(gone || destroyFailed(environment)) && (
        <ReceiptSection environment={name} />
      )}
      {!gone && (
        <>
          <DriftSection environment={name} expected={state === 'Drifted'} />
          <Outputs outputs={environment.outputs} />
          <Conditions conditions={environment.conditions} />
          <Resources environment={name} moving={moving} />
        </>
      )}
      <Runs environment={name} moving={moving} />
      <StorySection environment={name} moving={moving} />
    </Columns>
  );
}

export function EnvironmentPage() {
  const { name = '' } = useParams();
  const query = useEnvironment(name);
  const here = useRouteRef(environmentRouteRef)?.({ name }) ?? '';
  const listHref = useRouteRef(rootRouteRef)?.();
  const { data } = query;
  return (
    <Page
      title={name}
      description={data && data.title !== name ? data.title : undefined}
      crumbs={[{ label: name, href: here }]}
      actions={data && <EnvironmentActions environment={data} />}
    >
      <AnswerNote
        of={query}
        what={`The environment ${name} could not be shown`}
        actions={
          <ButtonLink size="small" variant="secondary" href={listHref}>
            See all environments
          </ButtonLink>
        }
      />
      {query.isPending && <Placeholder />}
      {data && <Content environment={data} />}
    </Page>
  );
}
