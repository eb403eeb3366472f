import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { ScaffolderField } from '@backstage/plugin-scaffolder-react/alpha';
import { Select } from '@backstage/ui';
import { NoChoices } from './NoChoices';
import { useEntityChoices } from './useEntityChoices';

/**
 * `ui:field: EntityPicker` of the scaffolder's dialect, in place of the scaffolder's own: that one opens its list again
 * after a choice was made. Only entities of the catalog can be chosen.
 */
export function EntityPickerField(
  props: FieldExtensionComponentProps<unknown, unknown>,
) {
  const { schema, uiSchema, formData, onChange, rawErrors = [] } = props;
  const choices = useEntityChoices(uiSchema['ui:options']);
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
        isRequired={props.required}
        isDisabled={props.disabled}
        isInvalid={rawErrors.length > 0}
        placeholder={choices.isPending ? 'Loading…' : 'Choose one'}
        value={typeof formData === 'string' ? formData : null}
        onChange={value => onChange(value === null ? undefined : String(value))}
        options={choices.data ?? []}
        search={{ placeholder: 'Search' }}
      />
    </ScaffolderField>
  );
}
