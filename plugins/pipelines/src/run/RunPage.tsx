import type { PipelineRun } from '@cairn/plugin-pipelines-common';
import { AnswerNote, Panel, Section } from '@cairn/plugin-portal-react';
import { Link, Skeleton } from '@backstage/ui';
import { RiArrowLeftLine } from '@remixicon/react';
import { useCallback } from 'react';
import { useParams, useSearchParams } from 'react-router-dom';
import { useRun } from '../api/queries';
import { LogPanel } from '../log/LogPanel';
import { useLog } from '../log/useLog';
import { choiceOf, titleOf, withChoice } from './choice';
import { Jobs } from './Jobs';
import { RunFacts } from './RunFacts';
import { RunHead } from './RunHead';
import styles from './RunPage.module.css';

function Content(props: { entityRef: string; run: PipelineRun }) {
  const { entityRef, run } = props;
  const [address, setAddress] = useSearchParams();
  const log = useLog(entityRef, run.id);
  const part = choiceOf(address, run);
  const line = Number(address.get('line') ?? Number.NaN);
  const withLine = useCallback(
    (cursor: number) => {
      const next = new URLSearchParams(address);
      next.set('line', String(cursor));
      return next;
    },
    [address],
  );

  return (
    <>
      <RunHead entityRef={entityRef} run={run} />
      <div className={styles.columns}>
        <div className={styles.jobs}>
          <Section title="Jobs and steps">
            <Panel flush>
              <Jobs
                run={run}
                chosen={part}
                hrefOf={chosen => `?${withChoice(address, chosen)}`}
              />
            </Panel>
          </Section>
        </div>
        <div className={styles.log}>
          <Section title="Log">
            <LogPanel
              key={`${part?.job}:${part?.step}`}
              run={run}
              log={log}
              part={part}
              title={titleOf(part, run)}
              chosen={Number.isNaN(line) ? undefined : line}
              hrefOf={cursor => `?${withLine(cursor)}`}
              onChoose={cursor =>
                setAddress(withLine(cursor), { replace: true })
              }
            />
          </Section>
        </div>
        <div className={styles.facts}>
          <Section title="Facts">
            <Panel>
              <RunFacts run={run} />
            </Panel>
          </Section>
        </div>
      </div>
    </>
  );
}

/** One run: how it is, what each job and step did, and its log. */
export function RunPage(props: { entityRef: string; title: string }) {
  const { id = '' } = useParams();
  const run = useRun(props.entityRef, id);
  return (
    <div className={styles.page}>
      <Link href=".." className={styles.back}>
        <RiArrowLeftLine aria-hidden="true" size={16} />
        {`All runs of ${props.title}`}
      </Link>
      <AnswerNote
        of={run}
        what={`The run ${id} of ${props.title} could not be shown`}
      />
      {run.isPending && <Skeleton width="100%" height={360} />}
      {run.data && (
        <Content key={id} entityRef={props.entityRef} run={run.data} />
      )}
    </div>
  );
}
