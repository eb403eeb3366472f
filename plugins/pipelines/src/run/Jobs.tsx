import type {
  PipelineJob,
  PipelineRun,
  PipelineStep,
} from '@cairn/plugin-pipelines-common';
import { Took } from '@cairn/plugin-portal-react';
import { Link } from 'react-router-dom';
import type { LogPart } from '../log/part';
import { StatusMark } from '../state/StatusMark';
import styles from './Jobs.module.css';

function Row(props: {
  of: PipelineJob | PipelineStep;
  level: 'job' | 'step';
  href: string;
  isChosen: boolean;
}) {
  const { of } = props;
  return (
    <Link
      to={props.href}
      className={styles.row}
      data-level={props.level}
      aria-current={props.isChosen || undefined}
    >
      <span className={styles.name}>{of.name}</span>
      <span className={styles.took}>
        {of.startedAt && <Took from={of.startedAt} to={of.finishedAt} />}
      </span>
      <StatusMark status={of.status} />
    </Link>
  );
}

/** Jobs in the order in which they began; those that have not, last and as they are told. */
function inOrder(jobs: PipelineJob[]): PipelineJob[] {
  const beganAt = ({ startedAt }: PipelineJob) =>
    startedAt ? Date.parse(startedAt) : Infinity;
  return [...jobs].sort((one, other) => {
    const [first, second] = [beganAt(one), beganAt(other)];
    return first === second ? 0 : first - second;
  });
}

/** What a run does, in order; each leads to its part of the log. */
export function Jobs(props: {
  run: PipelineRun;
  chosen: LogPart | undefined;
  hrefOf: (part: LogPart | undefined) => string;
}) {
  const { run, chosen, hrefOf } = props;
  const isChosen = (part: LogPart) =>
    chosen?.job === part.job && chosen.step === part.step;
  return (
    <nav aria-label="Parts of the log">
      <Link
        to={hrefOf(undefined)}
        className={styles.row}
        data-level="job"
        aria-current={chosen === undefined || undefined}
      >
        <span className={styles.name}>The whole log</span>
      </Link>
      {run.jobs.length === 0 && (
        <p className={styles.none}>
          Its jobs are known as soon as it has started.
        </p>
      )}
      {inOrder(run.jobs).map(job => (
        <div key={job.id} className={styles.job}>
          <Row
            of={job}
            level="job"
            href={hrefOf({ job: job.id })}
            isChosen={isChosen({ job: job.id })}
          />
          {job.steps.length > 0 && (
            <ol className={styles.steps} aria-label={`Steps of ${job.name}`}>
              {job.steps.map(step => (
                <li key={step.number}>
                  <Row
                    of={step}
                    level="step"
                    href={hrefOf({ job: job.id, step: step.number })}
                    isChosen={isChosen({ job: job.id, step: step.number })}
                  />
                </li>
              ))}
            </ol>
          )}
        </div>
      ))}
    </nav>
  );
}
