import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { Run } from '@cairn/plugin-environments-common';
import { Link, Skeleton } from '@backstage/ui';
import { useParams } from 'react-router-dom';
import {
  Actor,
  Clock,
  CodeLine,
  Columns,
  CommandLines,
  Facts,
  Page,
  Panel,
  Section,
} from '@cairn/plugin-portal-react';
import { useLiveRun } from '../api/useLiveRun';
import { AnswerNote } from '../components/FailureNote';
import { shortDigest } from '../plan/PlanFacts';
import { environmentRouteRef, planRouteRef, runRouteRef } from '../routes';
import { runTitle } from './progress';
import { RunHead } from './RunHead';
import { runCommands } from './runCommands';
import { RunSteps } from './RunSteps';
import { WhatNow } from './WhatNow';

function RunFacts({ run }: { run: Run }) {
  const plan = useRouteRef(planRouteRef)?.({ digest: run.digest });
  return (
    <Panel>
      <Facts
        facts={[
          { name: 'Started by', value: <Actor actor={run.startedBy} /> },
          {
            name: 'Stopped by',
            value:
              run.state === 'Cancelled' && run.cancelRequestedBy ? (
                <Actor actor={run.cancelRequestedBy} />
              ) : undefined,
          },
          {
            name: 'Attempt',
            value: run.attempt > 1 ? `${run.attempt}` : undefined,
          },
          { name: 'Asked', value: <Clock at={run.createdAt} /> },
          {
            name: 'Ended',
            value: run.finishedAt && <Clock at={run.finishedAt} />,
          },
          {
            name: 'Plan',
            value: <Link href={plan}>{shortDigest(run.digest)}</Link>,
          },
          {
            name: 'Run',
            value: <CodeLine text={run.id} label="id of the run" />,
          },
        ]}
      />
    </Panel>
  );
}

function Content({ run }: { run: Run }) {
  return (
    <Columns
      sideLabel="Facts of the run"
      side={
        <>
          <Section title="Facts" hideTitle>
            <RunFacts run={run} />
          </Section>
          <Section title="Do it from the command line">
            <CommandLines commands={runCommands(run)} />
          </Section>
        </>
      }
    >
      <Panel>
        <RunHead run={run} />
        <WhatNow run={run} />
      </Panel>
      <Section title="Steps">
        <RunSteps run={run} />
      </Section>
    </Columns>
  );
}

export function RunPage() {
  const { name = '', id = '' } = useParams();
  const { query } = useLiveRun(id);
  const environmentHref = useRouteRef(environmentRouteRef)?.({ name }) ?? '';
  const here = useRouteRef(runRouteRef)?.({ name, id }) ?? '';
  const title = query.data ? runTitle(query.data) : `Run of ${name}`;
  return (
    <Page
      title={title}
      crumbs={[
        { label: name, href: environmentHref },
        { label: 'Run', href: here },
      ]}
    >
      <AnswerNote
        of={query}
        what={`The run ${id} of ${name} could not be shown`}
      />
      {query.isPending && <Skeleton width="100%" height={320} />}
      {query.data && <Content run={query.data} />}
    </Page>
  );
}
