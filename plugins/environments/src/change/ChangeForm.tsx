import {
  fieldProblemsOf,
  type Environment,
} from '@cairn/plugin-environments-common';
import { Skeleton, Text } from '@backstage/ui';
import { BusyButton, Note, Panel } from '@cairn/plugin-portal-react';
import { useId } from 'react';
import { useClass } from '../api/queries';
import { parametersOf } from '../classes/parameters';
import { FailureNote } from '../components/FailureNote';
import { shortDigest } from '../plan/PlanFacts';
import { ParameterForm } from '../wizard/ParameterForm';
import styles from '../wizard/RequestForm.module.css';

/** Which version of its class an environment is changed with. */
function Version({ environment }: { environment: Environment }) {
  const { class: of, upgrade } = environment;
  return (
    <Note
      status="info"
      title={`It stays at version ${shortDigest(of.version)} of ${of.name}`}
      description={
        upgrade
          ? 'The form is that of the newest version: where the two differ, the plan says what its own version makes of it. To upgrade, use “Plan the upgrade” on its page.'
          : 'That is the newest version of its class.'
      }
    />
  );
}

/** The form of its class, filled in with what an environment has. */
export function ChangeForm(props: {
  environment: Environment;
  parameters: Record<string, unknown>;
  onChange: (parameters: Record<string, unknown>) => void;
  onPlan: (parameters: Record<string, unknown>) => void;
  isPlanning: boolean;
  error: unknown;
}) {
  const { environment, parameters, error } = props;
  const id = useId();
  const one = useClass(environment.class.name);
  if (one.isError) {
    return (
      <FailureNote
        what={`The class ${environment.class.name} could not be shown`}
        error={one.error}
        advice="Without its class nothing of it can be changed: it can still be destroyed, hibernated and put back."
        onRetry={() => one.refetch()}
      />
    );
  }
  if (!one.data) return <Skeleton width="100%" height={320} />;
  if (parametersOf(one.data.parameters).length === 0) {
    return (
      <Text color="secondary">
        Its class has no parameters: there is nothing to change.
      </Text>
    );
  }
  const same =
    JSON.stringify(parameters) === JSON.stringify(environment.parameters);
  return (
    <div className={styles.form}>
      <Version environment={environment} />
      <Panel>
        <ParameterForm
          id={id}
          schema={one.data.parameters}
          parameters={parameters}
          problems={error ? fieldProblemsOf(error) : []}
          onChange={props.onChange}
          onInvalid={() => {}}
          onSubmit={props.onPlan}
        />
      </Panel>
      {Boolean(error) && (
        <FailureNote
          what={`The change of ${environment.name} could not be planned`}
          error={error}
        />
      )}
      <div className={styles.actions}>
        <BusyButton
          type="submit"
          form={id}
          variant="primary"
          busy={props.isPlanning}
          busyLabel="Planning…"
        >
          See the plan
        </BusyButton>
        <Text color="secondary" role="status">
          {props.isPlanning && 'Reading the cluster and asking policy…'}
          {!props.isPlanning && same && 'These are the parameters that it has.'}
          {!props.isPlanning &&
            !same &&
            'Nothing is written yet: you see everything first.'}
        </Text>
      </div>
    </div>
  );
}
