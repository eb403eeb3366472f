import { StateMark, Took } from '@cairn/plugin-portal-react';
import { Text } from '@backstage/ui';
import { LOOKS } from './looks';
import styles from './TaskSteps.module.css';
import type { TaskStepState } from './taskState';

function Said({ step }: { step: TaskStepState }) {
  return (
    <details className={styles.said}>
      <summary>
        {step.lines.length === 1
          ? 'What it said: 1 line'
          : `What it said: ${step.lines.length} lines`}
      </summary>
      <div
        className={styles.lines}
        role="region"
        aria-label={`What “${step.name}” said`}
        tabIndex={0}
      >
        {step.lines.map(({ at, text }, index) => (
          <p key={`${at}:${index}`}>
            <time dateTime={at}>{new Date(at).toLocaleTimeString()}</time>{' '}
            {text}
          </p>
        ))}
      </div>
    </details>
  );
}

function Step({ step }: { step: TaskStepState }) {
  const last = step.lines.at(-1);
  return (
    <li className={styles.step} data-status={step.status}>
      <StateMark {...LOOKS[step.status]} />
      <div className={styles.what}>
        <span className={styles.name}>{step.name}</span>
        {step.kept && (
          <Text as="p" variant="body-small" color="secondary">
            Done by an earlier attempt, and not again.
          </Text>
        )}
        {step.status === 'processing' && last && (
          <Text as="p" variant="body-small">
            {last.text} <span className={styles.since}>For </span>
            <span className={styles.since}>
              <Took from={last.at} />
            </span>
          </Text>
        )}
        {step.status === 'failed' && last && (
          <Text as="p" color="danger" className={styles.why}>
            {last.text}
          </Text>
        )}
        {step.lines.length > 0 && <Said step={step} />}
      </div>
      <span className={styles.took}>
        {step.startedAt && <Took from={step.startedAt} to={step.endedAt} />}
      </span>
    </li>
  );
}

/** The steps of a task, in their order, each with its state, how long it took, and what it waits for. */
export function TaskSteps({ steps }: { steps: TaskStepState[] }) {
  return (
    <ol className={styles.steps} aria-label="Steps of the task">
      {steps.map(step => (
        <Step key={step.id} step={step} />
      ))}
    </ol>
  );
}
