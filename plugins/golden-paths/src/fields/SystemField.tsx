import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { ScaffolderField } from '@backstage/plugin-scaffolder-react/alpha';
import { Select } from '@backstage/ui';
import { useQuery } from '@tanstack/react-query';
import { errorOf, fieldName, fieldTitle } from './fieldProps';

/** The key of "none": an empty one cannot be chosen. */
const NONE = '*';

function useSystems() {
  const catalog = useApi(catalogApiRef);
  return useQuery({
    queryKey: ['golden-paths', 'systems'],
    queryFn: async () => {
      const { items } = await catalog.getEntities({
        filter: { kind: 'system' },
        fields: [
          'kind',
          'metadata.name',
          'metadata.namespace',
          'metadata.title',
        ],
      });
      return items
        .map(entity => ({
          id: stringifyEntityRef(entity),
          label: entity.metadata.title ?? entity.metadata.name,
        }))
        .sort((one, other) => one.label.localeCompare(other.label));
    },
    staleTime: 60_000,
  });
}

/** `ui:field: CairnSystem`: the system that it becomes a part of, or none. */
export function SystemField(
  props: FieldExtensionComponentProps<string | undefined, unknown>,
) {
  const { formData, onChange } = props;
  const systems = useSystems();
  return (
    <ScaffolderField
      required={props.required}
      disabled={props.disabled}
      rawDescription={
        props.schema.description ?? 'What it becomes a part of in the catalog.'
      }
    >
      <Select
        label={fieldTitle(props, 'System')}
        name={fieldName(props)}
        size="medium"
        isRequired={props.required}
        isDisabled={props.disabled}
        placeholder={systems.isPending ? 'Loading systems…' : 'Choose a system'}
        value={formData || (props.required ? null : NONE)}
        onChange={value =>
          onChange(value === null || value === NONE ? undefined : String(value))
        }
        options={[
          ...(props.required ? [] : [{ id: NONE, label: 'No system' }]),
          ...(systems.data ?? []),
        ]}
        search={{ placeholder: 'Search systems' }}
        validationBehavior="aria"
        validate={() =>
          systems.isError
            ? 'The systems could not be read from the catalog; load the page again'
            : errorOf(props)
        }
      />
    </ScaffolderField>
  );
}
