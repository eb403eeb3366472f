import type { EnvironmentClassSummary } from '@cairn/plugin-environments-common';
import {
  environmentSuffixSchema,
  startEnvironmentName,
  type StartEnvironment,
} from '@cairn/plugin-golden-paths-common';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { Button, ButtonIcon, Select, Text, TextField } from '@backstage/ui';
import { RiAddLine, RiDeleteBinLine } from '@remixicon/react';
import { z } from 'zod';
import { errorOf, fieldName, fieldTitle } from './fieldProps';
import styles from './fields.module.css';
import { readStartEnvironments } from './startEnvironments';
import { useClasses } from './useClasses';

/** More than these are made on the page of environments. */
const AT_MOST = 3;
const SUGGESTED = ['dev', 'test', 'demo'];

const optionsSchema = z
  .looseObject({ classes: z.array(z.string()).optional() })
  .catch({});
/** What the golden path allows, of its JSON Schema. */
const limitsSchema = z
  .looseObject({
    maxItems: z.number().catch(AT_MOST),
    items: z
      .looseObject({
        properties: z.looseObject({
          name: z.looseObject({ enum: z.array(z.string()) }),
        }),
      })
      .transform(items => items.properties.name.enum)
      .optional()
      .catch(undefined),
  })
  .transform(({ maxItems, items }) => ({
    most: Math.min(maxItems, AT_MOST),
    names: items,
  }));
const serviceSchema = z
  .looseObject({ name: z.string().catch('') })
  .catch({ name: '' });

function lifeWords({ lifecycle }: EnvironmentClassSummary) {
  return lifecycle.ttlHours
    ? `It lives for ${Math.round(lifecycle.ttlHours / 24) || 1} days.`
    : 'It lives until you destroy it.';
}

function nameProblem(name: string, all: StartEnvironment[]) {
  const parsed = environmentSuffixSchema.safeParse(name);
  if (name === '') return 'Say what it is for';
  if (!parsed.success) return `It ${parsed.error.issues[0].message}`;
  return all.filter(one => one.name === name).length > 1
    ? 'There is another of this name'
    : undefined;
}

/** What an environment is for: free, or one of those that the golden path knows. */
function PurposeInput(props: {
  inputName: string;
  purpose: string;
  allowed: string[] | undefined;
  description: string | undefined;
  problem: string | undefined;
  onChange: (purpose: string) => void;
}) {
  return props.allowed ? (
    <Select
      label="For"
      size="small"
      value={props.purpose || null}
      onChange={value => props.onChange(value === null ? '' : String(value))}
      options={props.allowed.map(one => ({ id: one, label: one }))}
      description={props.description}
      validationBehavior="aria"
      validate={() => props.problem}
    />
  ) : (
    <TextField
      label="For"
      name={props.inputName}
      autoComplete="off"
      spellCheck="false"
      value={props.purpose}
      onChange={props.onChange}
      description={props.description}
      validationBehavior="aria"
      validate={() => props.problem}
    />
  );
}

/** `ui:field: CairnEnvironments`: the environments to start with, each with its class. */
export function EnvironmentsField(
  props: FieldExtensionComponentProps<unknown, unknown>,
) {
  const { formContext, onChange } = props;
  const chosen = readStartEnvironments(props.formData);
  const classes = useClasses();
  const { classes: only } = optionsSchema.parse(
    props.uiSchema['ui:options'] ?? {},
  );
  const service = serviceSchema.parse(formContext?.formData ?? {}).name;
  const offered = (classes.data ?? []).filter(
    ({ name }) => only?.includes(name) ?? true,
  );
  const { most, names } = limitsSchema.parse(props.schema);
  const change = (at: number, changes: Partial<StartEnvironment>) =>
    onChange(
      chosen.map((one, index) => (index === at ? { ...one, ...changes } : one)),
    );
  const add = () =>
    onChange([
      ...chosen,
      {
        name:
          (names ?? SUGGESTED).find(name =>
            chosen.every(one => one.name !== name),
          ) ?? '',
        class: offered.at(0)?.name ?? '',
      },
    ]);
  const problem = errorOf(props);

  return (
    <fieldset className={styles.group}>
      <legend>{fieldTitle(props, 'Environments to start with')}</legend>
      <Text as="p" variant="body-small" color="secondary">
        {props.schema.description ??
          'Each is planned with it, and its price is part of the plan. More can be made later.'}
      </Text>
      {classes.isError && (
        <Text as="p" variant="body-small" color="danger" role="alert">
          The classes could not be read, so there is nothing to choose from.
          Load the page again.
        </Text>
      )}
      <ul className={styles.rows}>
        {chosen.map((one, at) => {
          const known = offered.find(({ name }) => name === one.class);
          return (
            // Rows are only ever added and taken out at the places that a person sees.
            <li key={at} className={styles.row}>
              <PurposeInput
                inputName={`${fieldName(props)}_${at}`}
                purpose={one.name}
                allowed={names}
                description={
                  service && one.name
                    ? `Its name: ${startEnvironmentName(service, one.name)}`
                    : undefined
                }
                problem={nameProblem(one.name, chosen)}
                onChange={name => change(at, { name })}
              />
              <Select
                label="Class"
                size="small"
                placeholder={classes.isPending ? 'Loading…' : 'Choose a class'}
                value={one.class || null}
                onChange={value =>
                  change(at, { class: value === null ? '' : String(value) })
                }
                options={offered.map(({ name, title }) => ({
                  id: name,
                  label: title,
                }))}
                description={known && lifeWords(known)}
              />
              <ButtonIcon
                variant="tertiary"
                className={styles.remove}
                icon={<RiDeleteBinLine aria-hidden="true" />}
                aria-label={`Take out ${one.name || 'this environment'}`}
                onPress={() =>
                  onChange(chosen.filter((_, index) => index !== at))
                }
              />
            </li>
          );
        })}
      </ul>
      {chosen.length === 0 && (
        <Text as="p" variant="body-small">
          None: its repository and pipeline are made, and nothing of it runs
          yet.
        </Text>
      )}
      {problem && (
        <Text as="p" variant="body-small" color="danger" role="alert">
          {problem}
        </Text>
      )}
      {chosen.length < most && (
        <Button
          variant="secondary"
          size="small"
          iconStart={<RiAddLine />}
          onPress={add}
        >
          Add an environment
        </Button>
      )}
    </fieldset>
  );
}
