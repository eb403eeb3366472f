import type { JsonObject } from '@backstage/types';
import { SecretsContextProvider } from '@backstage/plugin-scaffolder-react';
import {
  extractSchemaFromStep,
  Form,
} from '@backstage/plugin-scaffolder-react/alpha';
import type { FieldProblem } from '@cairn/plugin-environments-common';
import { Skeleton } from '@backstage/ui';
import {
  ErrorSchemaBuilder,
  type ErrorSchema,
  type RJSFSchema,
  type RJSFValidationError,
} from '@rjsf/utils';
import validator from '@rjsf/validator-ajv8';
import { useMemo } from 'react';
import { z } from 'zod';
import { withPickersOfMany } from './pickersOf';
import { useFormFields } from './useFormFields';

const isObject = (value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const jsonObject = z.custom<JsonObject>(isObject);
const jsonSchema = z.custom<RJSFSchema>(isObject);
const parametersSchema = z.record(z.string(), z.unknown()).catch({});

/** A list starts with nothing in it, not with as many nothings as it must have. */
const LISTS_START_EMPTY = { arrayMinItems: { populate: 'never' } } as const;

/** The title and description of the whole are the page's own. */
function withoutHead(schema: RJSFSchema): RJSFSchema {
  const { title: _, description: __, ...rest } = schema;
  return rest;
}

/** Validation's sentence for a missing value speaks of properties, not of what to do. */
function wordsOf({ name, params, message }: RJSFValidationError) {
  if (name === 'required') return 'Fill this in';
  if (name === 'minItems') return `Choose at least ${params.limit}`;
  if (name === 'maxItems') return `Choose at most ${params.limit}`;
  return message;
}

function inOurWords(errors: RJSFValidationError[]) {
  return errors.map(error => ({ ...error, message: wordsOf(error) }));
}

/** The problems of parameters, each at its field. */
function errorsOf(problems: FieldProblem[]): ErrorSchema {
  const errors = new ErrorSchemaBuilder();
  for (const { field, message } of problems) {
    const [of, ...path] = field.split('.');
    if (of === 'parameters') errors.addErrors(message, path);
  }
  return errors.ErrorSchema;
}

/** The form of a class, drawn from its JSON Schema as the scaffolder draws its own. */
export function ParameterForm(props: {
  id: string;
  schema: Record<string, unknown>;
  parameters: Record<string, unknown>;
  problems: FieldProblem[];
  onChange: (parameters: Record<string, unknown>) => void;
  /** Only with parameters that the schema allows. */
  onSubmit: (parameters: Record<string, unknown>) => void;
  onInvalid: () => void;
}) {
  const fields = useFormFields();
  const { schema, uiSchema } = useMemo(() => {
    const step = extractSchemaFromStep(jsonObject.parse(props.schema));
    return {
      uiSchema: withPickersOfMany(step.uiSchema),
      schema: withoutHead(jsonSchema.parse(step.schema)),
    };
  }, [props.schema]);
  const extraErrors = useMemo(() => errorsOf(props.problems), [props.problems]);

  if (fields.isPending) return <Skeleton width="100%" height={64} />;
  return (
    <SecretsContextProvider>
      <Form
        EXPERIMENTAL_theme="bui"
        id={props.id}
        schema={schema}
        uiSchema={uiSchema}
        fields={fields.data ?? {}}
        validator={validator}
        formData={props.parameters}
        extraErrors={extraErrors}
        showErrorList={false}
        noHtml5Validate
        experimental_defaultFormStateBehavior={LISTS_START_EMPTY}
        focusOnFirstError
        transformErrors={inOurWords}
        onChange={({ formData }) =>
          props.onChange(parametersSchema.parse(formData))
        }
        onSubmit={({ formData }) =>
          props.onSubmit(parametersSchema.parse(formData))
        }
        onError={props.onInvalid}
      >
        {/* The button is the page's own; without a child the form would draw another. */}
        <></>
      </Form>
    </SecretsContextProvider>
  );
}
