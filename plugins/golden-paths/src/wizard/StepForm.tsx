import { useApiHolder } from '@backstage/frontend-plugin-api';
import {
  createAsyncValidators,
  Form,
} from '@backstage/plugin-scaffolder-react/alpha';
import type { FieldProblem } from '@cairn/plugin-environments-common';
import { Panel } from '@cairn/plugin-portal-react';
import { Text } from '@backstage/ui';
import type { ErrorSchema, RJSFValidationError } from '@rjsf/utils';
import validator from '@rjsf/validator-ajv8';
import { useMemo, useState } from 'react';
import { z } from 'zod';
import { jsonOf, type Values } from './drafts';
import { errorsOfFields, errorsOfRequest } from './fieldErrors';
import styles from './StepForm.module.css';
import type { FormStep } from './steps';
import type { FormFields } from './useFormFields';

const valuesSchema = z.record(z.string(), z.unknown()).catch({});

/** Validation's sentence for a missing value speaks of properties, not of what to do. */
function inOurWords(errors: RJSFValidationError[]) {
  return errors.map(error =>
    error.name === 'required' ? { ...error, message: 'Fill this in' } : error,
  );
}

/** One page of a golden path's form, drawn from its JSON Schema as the scaffolder draws its own. */
export function StepForm(props: {
  /** Id of the form, for the button that submits it. */
  id: string;
  step: FormStep;
  fields: FormFields;
  /** Of all pages. */
  values: Values;
  problems: FieldProblem[];
  onChange: (values: Values) => void;
  /** Only with values that the schema and the fields allow. */
  onSubmit: (values: Values) => void;
  onChecking: (checking: boolean) => void;
}) {
  const { step, fields, values } = props;
  const apiHolder = useApiHolder();
  const [found, setFound] = useState<ErrorSchema>();
  const check = useMemo(
    () => createAsyncValidators(step.merged, fields.validators, { apiHolder }),
    [step.merged, fields.validators, apiHolder],
  );
  const errors = useMemo(
    () => found ?? errorsOfRequest(props.problems),
    [found, props.problems],
  );

  const submit = async (formData: unknown) => {
    const all = { ...values, ...valuesSchema.parse(formData) };
    props.onChecking(true);
    try {
      const problems = errorsOfFields(await check(jsonOf(all)));
      setFound(problems);
      if (!problems) props.onSubmit(all);
    } finally {
      props.onChecking(false);
    }
  };

  return (
    <Panel>
      {step.description && (
        <Text as="p" color="secondary" className={styles.description}>
          {step.description}
        </Text>
      )}
      <div className={styles.form}>
        <Form
          EXPERIMENTAL_theme="bui"
          id={props.id}
          schema={step.schema}
          uiSchema={step.uiSchema}
          fields={fields.components}
          validator={validator}
          formData={values}
          formContext={{ formData: values }}
          extraErrors={errors}
          showErrorList={false}
          noHtml5Validate
          focusOnFirstError
          transformErrors={inOurWords}
          experimental_defaultFormStateBehavior={{ allOf: 'populateDefaults' }}
          onChange={({ formData }) => {
            setFound(undefined);
            props.onChange(valuesSchema.parse(formData));
          }}
          onSubmit={({ formData }) => submit(formData)}
        >
          {/* The button is the page's own; without a child the form would draw another. */}
          <></>
        </Form>
      </div>
    </Panel>
  );
}
