import { fieldProblemsOf } from '@cairn/plugin-environments-common';
import { BusyButton, FailureNote } from '@cairn/plugin-portal-react';
import { Button, Skeleton, Text } from '@backstage/ui';
import { useId, useState } from 'react';
import type { Values } from './drafts';
import styles from './FormPage.module.css';
import { StepForm } from './StepForm';
import type { FormStep } from './steps';
import { useFormFields } from './useFormFields';

/** A page of the form with its buttons. */
export function FormPage(props: {
  step: FormStep;
  values: Values;
  onChange: (values: Values) => void;
  onNext: (values: Values) => void;
  onBack?: () => void;
  nextLabel: string;
  isPlanning: boolean;
  error: unknown;
}) {
  const id = useId();
  const fields = useFormFields();
  const [checking, setChecking] = useState(false);
  if (fields.isPending) return <Skeleton width="100%" height={320} />;
  if (fields.isError) {
    return (
      <FailureNote
        what="The fields of the form could not be loaded"
        error={fields.error}
        onRetry={() => fields.refetch()}
      />
    );
  }
  return (
    <div className={styles.page}>
      <StepForm
        id={id}
        step={props.step}
        fields={fields.data}
        values={props.values}
        problems={fieldProblemsOf(props.error)}
        onChange={props.onChange}
        onSubmit={props.onNext}
        onChecking={setChecking}
      />
      {Boolean(props.error) && (
        <FailureNote what="The plan was not made" error={props.error} />
      )}
      <div className={styles.actions}>
        <BusyButton
          type="submit"
          form={id}
          variant="primary"
          busy={checking || props.isPlanning}
          busyLabel={props.isPlanning ? 'Planning…' : 'Checking…'}
        >
          {props.nextLabel}
        </BusyButton>
        {props.onBack && (
          <Button variant="tertiary" onPress={props.onBack}>
            Back
          </Button>
        )}
        <Text color="secondary" role="status">
          {props.isPlanning
            ? 'Writing the files, asking policy, planning the environments…'
            : 'Nothing is written yet: you see everything first.'}
        </Text>
      </div>
    </div>
  );
}
