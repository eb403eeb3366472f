import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { ScaffolderField } from '@backstage/plugin-scaffolder-react/alpha';
import { Select } from '@backstage/ui';
import { useEffect, useRef } from 'react';
import { errorOf, fieldName, fieldTitle } from './fieldProps';
import { useMyGroups } from './useMyGroups';

function placeholderOf(groups: ReturnType<typeof useMyGroups>) {
  if (groups.isPending) return 'Loading your groups…';
  return groups.data?.length === 0 ? 'You are in no group' : 'Choose a group';
}

/** `ui:field: CairnOwner`: one of the person's groups; the first is filled in. */
export function OwnerField(
  props: FieldExtensionComponentProps<string | undefined, unknown>,
) {
  const { formData, onChange } = props;
  const groups = useMyGroups();
  const first = groups.data?.at(0)?.entityRef;
  const change = useRef(onChange);
  change.current = onChange;
  useEffect(() => {
    if (!formData && first) change.current(first);
  }, [formData, first]);
  return (
    <ScaffolderField
      required={props.required}
      disabled={props.disabled}
      rawDescription={
        props.schema.description ??
        'The group that runs it: it may see into its environments, change it and remove it.'
      }
    >
      <Select
        label={fieldTitle(props, 'Owner')}
        name={fieldName(props)}
        size="medium"
        isRequired={props.required}
        isDisabled={props.disabled}
        placeholder={placeholderOf(groups)}
        value={formData ?? null}
        onChange={value => onChange(value === null ? undefined : String(value))}
        options={(groups.data ?? []).map(({ entityRef, title }) => ({
          id: entityRef,
          label: title,
        }))}
        validationBehavior="aria"
        validate={() =>
          groups.isError
            ? 'Your groups could not be read from the catalog; load the page again'
            : errorOf(props)
        }
      />
    </ScaffolderField>
  );
}
