import {
  fieldProblemsOf,
  type EnvironmentClassSummary,
} from '@cairn/plugin-environments-common';
import { ButtonLink, Text } from '@backstage/ui';
import { useCallback, useId, useState } from 'react';
import { BusyButton, failureOf, Panel } from '@cairn/plugin-portal-react';
import { FailureNote } from '../components/FailureNote';
import { parametersOf } from '../classes/parameters';
import { nameProblem, type Draft } from './draft';
import { IdentityFields } from './IdentityFields';
import { ParameterForm } from './ParameterForm';
import styles from './RequestForm.module.css';

/** What to do now, where it is not what the kind of failure says already. */
function adviceFor(error: unknown): string | undefined {
  if (fieldProblemsOf(error).some(({ field }) => field === 'class')) {
    return 'The class itself is not right, so nothing that you fill in mends it: tell the group that owns it, or choose another class.';
  }
  return failureOf(error).kind === 'unavailable'
    ? 'Without it nothing can be planned, and nothing is guessed: see on the platform page since when it is down, then try again. What you filled in stays here.'
    : undefined;
}

/** What an environment of a class is asked for. */
export function RequestForm(props: {
  class: EnvironmentClassSummary;
  draft: Draft;
  onChange: (changes: Partial<Draft>) => void;
  onPlan: (draft: Draft) => void;
  isPlanning: boolean;
  error: unknown;
  otherClassHref?: string;
}) {
  const { draft, onChange, error } = props;
  const id = useId();
  const [tried, setTried] = useState(false);
  const problems = error ? fieldProblemsOf(error) : [];
  const setParameters = useCallback(
    (parameters: Draft['parameters']) => onChange({ parameters }),
    [onChange],
  );

  return (
    <div className={styles.form}>
      <Panel>
        <IdentityFields
          draft={draft}
          clusters={props.class.clusters}
          form={id}
          tried={tried}
          problems={problems}
          onChange={onChange}
        />
        {parametersOf(props.class.parameters).length > 0 && (
          <Text as="h4" weight="bold" className={styles.parameters}>
            Parameters
          </Text>
        )}
        <ParameterForm
          id={id}
          schema={props.class.parameters}
          parameters={draft.parameters}
          problems={problems}
          onChange={setParameters}
          onInvalid={() => setTried(true)}
          onSubmit={parameters => {
            setTried(true);
            const wrongName = nameProblem(draft.name, true) !== undefined;
            if (wrongName || draft.owner === '') {
              document
                .querySelector<HTMLElement>(
                  `[name="${wrongName ? 'name' : 'owner'}"]`,
                )
                ?.focus();
              return;
            }
            props.onPlan({ ...draft, parameters });
          }}
        />
      </Panel>
      {Boolean(error) && (
        <FailureNote
          what={`The plan of ${draft.name || 'the environment'} was not made`}
          error={error}
          advice={adviceFor(error)}
        />
      )}
      <div className={styles.actions}>
        <BusyButton
          type="submit"
          form={id}
          variant="primary"
          busy={props.isPlanning}
          busyLabel="Planning…"
          onPress={() => setTried(true)}
        >
          See the plan
        </BusyButton>
        <ButtonLink variant="tertiary" href={props.otherClassHref}>
          Choose another class
        </ButtonLink>
        <Text color="secondary" role="status">
          {props.isPlanning
            ? 'Reading the cluster and asking policy…'
            : 'Nothing is written yet: you see everything first.'}
        </Text>
      </div>
    </div>
  );
}
