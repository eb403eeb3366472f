import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { NoChoices } from './NoChoices';
import { useEntityChoices } from './useEntityChoices';

/** What a field that chooses among entities of the catalog hands to its frame and to its list, be it for one or for several. */
export function useEntityPicker(
  props: FieldExtensionComponentProps<unknown, unknown>,
) {
  const { schema, uiSchema, rawErrors = [] } = props;
  const choices = useEntityChoices(uiSchema['ui:options']);
  return {
    frame: {
      rawErrors,
      rawDescription: uiSchema['ui:description'] ?? schema.description,
      required: props.required,
      disabled: props.disabled,
      errors: props.errors,
      help: choices.isError ? <NoChoices /> : undefined,
    },
    list: {
      label: uiSchema['ui:title'] ?? schema.title ?? props.name,
      isRequired: props.required,
      isDisabled: props.disabled,
      isInvalid: rawErrors.length > 0,
      options: choices.data ?? [],
      search: { placeholder: 'Search' },
    },
    /** Instead of what asks for a choice, while it is not known what there is. */
    loading: choices.isPending ? 'Loading…' : undefined,
  };
}
