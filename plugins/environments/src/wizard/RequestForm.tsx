import {
  fieldProblemsOf,
  type EnvironmentClassSummary,
} from '@cairn/plugin-environments-common';
import { Button, ButtonLink, Text } from '@backstage/ui';
import { useCallback, useId, useState } from 'react';
import { failureOf } from '../api/failure';
import { FailureNote } from '../components/FailureNote';
import { Panel } from '../components/Panel';
import { parametersOf } from '../classes/parameters';
import { nameProblem, type Draft } from './draft';
import { IdentityFields } from './IdentityFields';
import { ParameterForm } from './ParameterForm';
import styles from './RequestForm.module.css';

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
  const unavailable = error && failureOf(error).kind === 'unavailable';
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
            if (nameProblem(draft.name, true) || draft.owner === '') {
              document
                .querySelector<HTMLElement>(
                  `[name="${draft.owner ? 'name' : 'owner'}"]`,
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
          advice={
            unavailable
              ? 'Without it nothing can be planned, so nothing is guessed: see on the platform page since when it is down, then try again. What you filled in stays here.'
              : undefined
          }
        />
      )}
      <div className={styles.actions}>
        <Button
          type="submit"
          form={id}
          variant="primary"
          isPending={props.isPlanning}
          onPress={() => setTried(true)}
        >
          See the plan
        </Button>
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
