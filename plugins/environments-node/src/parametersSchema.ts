import type { FieldProblem } from '@cairn/plugin-environments-common';
import { InputError } from '@backstage/errors';
import Ajv2019, { type ErrorObject } from 'ajv/dist/2019';
import addFormats from 'ajv-formats';

/** Checks the parameters of a request. */
export type ParametersValidator = (parameters: Record<string, unknown>) => {
  /** With the defaults of the schema filled in; the argument itself is left as it is. */
  parameters: Record<string, unknown>;
  /** Empty where they are valid. */
  problems: FieldProblem[];
};

/** Compiling takes longer than rendering a class. The schema of a class is read once and never changed. */
const compiled = new WeakMap<object, ParametersValidator>();

/**
 * Prepares the schema of a class's parameters. What it does not name is refused, unless it says `additionalProperties`
 * or `unevaluatedProperties` itself: a misspelt parameter must not be ignored silently.
 *
 * @throws InputError where it is not a JSON Schema of an object, or has parameters that are secrets
 */
export function compileParametersSchema(
  schema: Record<string, unknown>,
): ParametersValidator {
  const known = compiled.get(schema);
  if (known) {
    return known;
  }
  const validator = validatorOf(schema);
  compiled.set(schema, validator);
  return validator;
}

function validatorOf(schema: Record<string, unknown>): ParametersValidator {
  if (schema.type !== 'object') {
    throw new InputError(
      "spec.parameters must be a JSON Schema with 'type: object'",
    );
  }
  refuseSecrets(schema, 'spec.parameters');
  // Not strict: the form's own keys (`ui:widget` …) stand in the schema as well.
  const ajv = new Ajv2019({
    allErrors: true,
    strict: false,
    useDefaults: true,
    logger: false,
  });
  addFormats(ajv);
  const closed =
    'additionalProperties' in schema || 'unevaluatedProperties' in schema
      ? schema
      : { ...schema, unevaluatedProperties: false };
  const validate = compile(ajv, closed);
  return input => {
    const parameters = structuredClone(input);
    return validate(parameters)
      ? { parameters, problems: [] }
      : { parameters, problems: problemsOf(validate.errors ?? []) };
  };
}

function compile(ajv: Ajv2019, schema: Record<string, unknown>) {
  try {
    // The form's dialect names draft-07, which says nothing that 2019-09 would not understand.
    return ajv.compile({ ...schema, $schema: undefined });
  } catch (error) {
    throw new InputError(
      `spec.parameters is not a valid JSON Schema: ${
        error instanceof Error ? error.message : error
      }`,
    );
  }
}

/** Parameters are stored and shown with every plan, so they are no place for a secret. */
function refuseSecrets(schema: unknown, path: string): void {
  if (Array.isArray(schema)) {
    schema.forEach((item, index) => refuseSecrets(item, `${path}[${index}]`));
    return;
  }
  if (typeof schema !== 'object' || schema === null) {
    return;
  }
  const keys = new Map<string, unknown>(Object.entries(schema));
  if (
    keys.get('format') === 'password' ||
    keys.get('ui:widget') === 'password' ||
    keys.get('ui:field') === 'Secret' ||
    keys.get('writeOnly') === true
  ) {
    throw new InputError(
      `${path} is a secret; parameters are stored and shown with every plan. Let the environment read it from where it is kept instead`,
    );
  }
  for (const [key, value] of keys) {
    refuseSecrets(value, `${path}.${key}`);
  }
}

function problemsOf(errors: ErrorObject[]): FieldProblem[] {
  const problems = errors
    // Says only that a branch failed; the errors of the branch say why.
    .filter(error => !['if', 'anyOf', 'oneOf', 'allOf'].includes(error.keyword))
    .map(error => ({ field: fieldOf(error), message: messageOf(error) }));
  return problems.length > 0
    ? problems
    : [
        {
          field: 'parameters',
          message: 'do not match the schema of the class',
        },
      ];
}

function fieldOf({ instancePath, params }: ErrorObject): string {
  const named: unknown =
    params.missingProperty ??
    params.additionalProperty ??
    params.unevaluatedProperty;
  const segments = instancePath
    .split('/')
    .slice(1)
    .map(segment => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
  return [
    'parameters',
    ...segments,
    ...(typeof named === 'string' ? [named] : []),
  ].join('.');
}

function messageOf(error: ErrorObject): string {
  switch (error.keyword) {
    case 'required':
      return 'is required';
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return 'is no parameter of the class';
    case 'enum':
      return `must be one of ${error.params.allowedValues.join(', ')}`;
    default:
      return error.message ?? 'is not valid';
  }
}
