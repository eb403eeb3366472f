import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { ScaffolderField } from '@backstage/plugin-scaffolder-react/alpha';
import { Select } from '@backstage/ui';
import { z } from 'zod';
import { NoChoices } from './NoChoices';
import { useEntityChoices } from './useEntityChoices';

/** The form fills what is not chosen yet with nothing. */
const refsSchema = z
  .array(z.unknown())
  .transform(items => items.filter(item => typeof item === 'string'))
  .catch([]);

/** Several entities of the catalog, chosen in one list: what a list of `EntityPicker` is drawn as. */
export function EntityPickersField(
  props: FieldExtensionComponentProps<unknown, unknown>,
) {
  const { schema, uiSchema, formData, onChange, rawErrors = [] } = props;
  const choices = useEntityChoices(uiSchema['ui:options']);
  const most = schema.maxItems;
  return (
    <ScaffolderField
      rawErrors={rawErrors}
      rawDescription={uiSchema['ui:description'] ?? schema.description}
      required={props.required}
      disabled={props.disabled}
      errors={props.errors}
      help={choices.isError ? <NoChoices /> : undefined}
    >
      <Select
        label={uiSchema['ui:title'] ?? schema.title ?? props.name}
        selectionMode="multiple"
        isRequired={props.required}
        isDisabled={props.disabled}
        isInvalid={rawErrors.length > 0}
        placeholder={
          choices.isPending
            ? 'Loading…'
            : `Choose one or more${most ? `, at most ${most}` : ''}`
        }
        value={refsSchema.parse(formData)}
        onChange={values => onChange(values.map(String))}
        options={choices.data ?? []}
        search={{ placeholder: 'Search' }}
      />
    </ScaffolderField>
  );
}
