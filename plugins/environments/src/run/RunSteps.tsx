import type { Run, RunStep } from '@cairn/plugin-environments-common';
import { Text } from '@backstage/ui';
import { OPERATION_WORDS } from '@cairn/plugin-environments-react';
import { Panel, Took } from '@cairn/plugin-portal-react';
import { useClass, usePlan } from '../api/queries';
import { isOver } from '../api/useLiveRun';
import { StateMark } from '../components/StateMark';
import styles from './RunSteps.module.css';
import { stagesOf, type ComponentSteps } from './stages';

/** What a step is called; one that waits for a run that is over waits for nothing. */
function stepWord({ state }: RunStep, isRunOver: boolean) {
  return state === 'Pending' && isRunOver ? 'Not begun' : undefined;
}

function Step({ step, isRunOver }: { step: RunStep; isRunOver: boolean }) {
  const waits = step.state === 'Running' && step.message;
  return (
    <li className={styles.step} data-state={step.state}>
      <StateMark state={step.state} word={stepWord(step, isRunOver)} />
      <div className={styles.what}>
        <span>
          {OPERATION_WORDS[step.operation]} {step.ref.kind}{' '}
          <strong>{step.ref.name}</strong>
        </span>
        <Text variant="body-small" color="secondary">
          {step.ref.namespace ?? 'whole cluster'}
          {step.tries > 1 && ` · ${step.tries} tries`}
        </Text>
        {step.message && (
          <Text
            as="p"
            variant="body-small"
            color={step.state === 'Failed' ? 'danger' : 'secondary'}
          >
            {waits ? <strong>{step.message}</strong> : step.message}
          </Text>
        )}
      </div>
      <span className={styles.took}>
        {step.startedAt && <Took from={step.startedAt} to={step.finishedAt} />}
      </span>
    </li>
  );
}

function ComponentPanel(props: ComponentSteps & { isRunOver: boolean }) {
  const { component, steps, isRunOver } = props;
  const done = steps.filter(({ state }) => state === 'Succeeded').length;
  return (
    <Panel flush>
      <div className={styles.component}>
        <Text as="h4" weight="bold">
          {component}
        </Text>
        <Text variant="body-small" color="secondary">
          {done} of {steps.length} done
        </Text>
      </div>
      <ol className={styles.steps} aria-label={`Steps of ${component}`}>
        {steps.map(step => (
          <Step key={step.index} step={step} isRunOver={isRunOver} />
        ))}
      </ol>
    </Panel>
  );
}

/** The steps of a run by component, each with its state, tries and how long it took; what goes side by side stands side by side. */
export function RunSteps({ run }: { run: Run }) {
  const plan = usePlan(run.digest);
  const one = useClass(plan.data?.class.name);
  const stages = stagesOf(run.steps, one.data?.components);
  return (
    <div className={styles.stages} role="group" aria-label="Steps of the run">
      {stages.map(stage => (
        <div key={stage[0].component} className={styles.stage}>
          {stage.length > 1 && (
            <Text variant="body-small" color="secondary">
              These do not wait for each other:
            </Text>
          )}
          <div className={styles.parallel}>
            {stage.map(each => (
              <ComponentPanel
                key={each.component}
                {...each}
                isRunOver={isOver(run)}
              />
            ))}
          </div>
        </div>
      ))}
      {stages.length === 0 && (
        <Text color="secondary">
          It has no steps: every object was as it should be already.
        </Text>
      )}
    </div>
  );
}
