import type { PipelineRun } from '@cairn/plugin-pipelines-common';
import {
  Clock,
  CodeLine,
  ExternalLink,
  Facts,
  Took,
} from '@cairn/plugin-portal-react';
import { Person } from '../runs/Person';

/** What a run is of, who asked for it, and when. */
export function RunFacts({ run }: { run: PipelineRun }) {
  return (
    <Facts
      facts={[
        {
          name: 'Commit',
          value: (
            <ExternalLink href={run.commit.url}>
              <code>{run.commit.sha.slice(0, 8)}</code>
            </ExternalLink>
          ),
        },
        { name: 'Author', value: run.commit.author },
        { name: 'Branch', value: run.branch },
        { name: 'Repository', value: run.repository },
        { name: 'Because of', value: run.event },
        { name: 'Asked by', value: <Person who={run.startedBy} /> },
        { name: 'Asked', value: <Clock at={run.queuedAt} /> },
        {
          name: 'Waited',
          value: (
            <Took from={run.queuedAt} to={run.startedAt ?? run.finishedAt} />
          ),
        },
        {
          name: 'Started',
          value: run.startedAt && <Clock at={run.startedAt} />,
        },
        {
          name: 'Ended',
          value: run.finishedAt && <Clock at={run.finishedAt} />,
        },
        { name: 'Repeats', value: run.repeats },
        {
          name: 'Run',
          value: <CodeLine text={run.id} label="id of the run" />,
        },
      ]}
    />
  );
}
