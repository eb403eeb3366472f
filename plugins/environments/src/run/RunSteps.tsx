import type { Run, RunStep } from '@cairn/plugin-environments-common';
import { Text } from '@backstage/ui';
import { StateMark } from '../components/StateMark';
import { OPERATION_WORDS } from '@cairn/plugin-environments-react';
import { Took } from '@cairn/plugin-portal-react';
import styles from './RunSteps.module.css';

function Step({ step }: { step: RunStep }) {
  return (
    <li className={styles.step} data-state={step.state}>
      <StateMark state={step.state} />
      <div className={styles.what}>
        <span>
          {OPERATION_WORDS[step.operation]} {step.ref.kind}{' '}
          <strong>{step.ref.name}</strong>
        </span>
        <Text variant="body-small" color="secondary">
          {step.component}
          {step.ref.namespace && ` · ${step.ref.namespace}`}
        </Text>
        {step.message && (
          <Text
            as="p"
            variant="body-small"
            color={step.state === 'Failed' ? 'danger' : 'secondary'}
          >
            {step.message}
          </Text>
        )}
      </div>
      <span className={styles.took}>
        {step.startedAt && <Took from={step.startedAt} to={step.finishedAt} />}
      </span>
    </li>
  );
}

/** The steps of a run, in their order, each with its state and how long it took. */
export function RunSteps({ run }: { run: Run }) {
  return (
    <ol className={styles.steps} aria-label="Steps of the run">
      {[...run.steps]
        .sort((one, other) => one.index - other.index)
        .map(step => (
          <Step key={step.index} step={step} />
        ))}
    </ol>
  );
}
