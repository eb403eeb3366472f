import {
  whyNoServiceName,
  type NameAvailability,
} from '@cairn/plugin-golden-paths-common';
import { failureOf } from '@cairn/plugin-portal-react';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { ScaffolderField } from '@backstage/plugin-scaffolder-react/alpha';
import { Text, TextField } from '@backstage/ui';
import { useState } from 'react';
import { errorOf, fieldName, fieldTitle } from './fieldProps';
import styles from './fields.module.css';
import { NamePlaces } from './NamePlaces';
import { startEnvironmentsOf } from './startEnvironments';
import { useNameAvailability } from './useNameAvailability';

/** What is wrong with a name while it is typed: nothing that more typing would mend. */
function problemWhileTyping(name: string, left: boolean): string | undefined {
  if (name === '') return undefined;
  const typed = left ? name : name.padEnd(3, 'a').replace(/-$/, '-a');
  const why = whyNoServiceName(typed);
  return why && `It ${why}`;
}

/** Whether the name can be had, as far as it is known. */
function NameStatus(props: {
  availability: NameAvailability | undefined;
  isChecking: boolean;
  error: unknown;
}) {
  return (
    <div role="status" className={styles.status}>
      {Boolean(props.error) && (
        <Text variant="body-small" color="warning">
          {`Whether it is free could not be asked: ${
            failureOf(props.error).why
          } The plan will say.`}
        </Text>
      )}
      <NamePlaces
        availability={props.availability}
        isChecking={props.isChecking}
      />
    </div>
  );
}

/** `ui:field: CairnServiceName`: a name, and whether it can be had, place by place. */
export function NameField(
  props: FieldExtensionComponentProps<string | undefined, unknown>,
) {
  const { formData: name = '', onChange, formContext } = props;
  const [left, setLeft] = useState(false);
  const environments = startEnvironmentsOf(formContext?.formData).map(
    one => one.name,
  );
  const { availability, isChecking, error } = useNameAvailability(
    name,
    environments,
  );
  const taken = availability?.places.some(({ state }) => state === 'taken');
  const problem =
    problemWhileTyping(name, left) ??
    (availability?.invalid && `It ${availability.invalid}`) ??
    (taken ? 'It is taken; choose another name' : errorOf(props));

  return (
    <ScaffolderField
      required={props.required}
      disabled={props.disabled}
      rawDescription={
        props.schema.description ??
        '3 to 30 lower-case letters, digits and hyphens. It names the repository, the service and its environments.'
      }
      help={
        <NameStatus
          availability={availability}
          isChecking={isChecking && !problem}
          error={error}
        />
      }
    >
      <TextField
        label={fieldTitle(props, 'Name')}
        name={fieldName(props)}
        isRequired={props.required}
        isDisabled={props.disabled}
        autoComplete="off"
        spellCheck="false"
        placeholder="checkout-vouchers"
        value={name}
        onChange={value => onChange(value === '' ? undefined : value)}
        onBlur={() => setLeft(name !== '')}
        validationBehavior="aria"
        validate={() => problem}
      />
    </ScaffolderField>
  );
}
