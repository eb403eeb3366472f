import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { ScaffolderField } from '@backstage/plugin-scaffolder-react/alpha';
import { Select } from '@backstage/ui';
import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';

const filterSchema = z.record(
  z.string(),
  z.union([
    z.string(),
    z.array(z.string()),
    z
      .object({ exists: z.literal(true) })
      .transform(() => CATALOG_FILTER_EXISTS),
  ]),
);

/** Options of the scaffolder's EntityPicker that choose among entities of the catalog. */
const optionsSchema = z.looseObject({
  catalogFilter: z.union([filterSchema, z.array(filterSchema)]).optional(),
  defaultKind: z.string().optional(),
});

function useChoices(uiOptions: unknown) {
  const catalog = useApi(catalogApiRef);
  return useQuery({
    queryKey: ['environments', 'choices', uiOptions],
    queryFn: async () => {
      const { catalogFilter, defaultKind } = optionsSchema.parse(
        uiOptions ?? {},
      );
      const { items } = await catalog.getEntities({
        filter: catalogFilter ?? (defaultKind ? { kind: defaultKind } : {}),
        fields: [
          'kind',
          'metadata.name',
          'metadata.namespace',
          'metadata.title',
          'metadata.description',
        ],
      });
      return items
        .map(entity => ({
          id: stringifyEntityRef(entity),
          label: entity.metadata.title ?? entity.metadata.name,
          description: entity.metadata.description,
        }))
        .sort((one, other) => one.label.localeCompare(other.label));
    },
    staleTime: 30_000,
  });
}

/**
 * `ui:field: EntityPicker` of the scaffolder's dialect, in place of the scaffolder's own: that one opens its list again
 * after a choice was made. Only entities of the catalog can be chosen.
 */
export function EntityPickerField(
  props: FieldExtensionComponentProps<unknown, unknown>,
) {
  const { schema, uiSchema, formData, onChange, rawErrors = [] } = props;
  const choices = useChoices(uiSchema['ui:options']);
  return (
    <ScaffolderField
      rawErrors={rawErrors}
      rawDescription={uiSchema['ui:description'] ?? schema.description}
      required={props.required}
      disabled={props.disabled}
      errors={props.errors}
      help={
        choices.isError ? (
          <span role="alert">
            The catalog did not answer, so there is nothing to choose from. Load
            the page again.
          </span>
        ) : undefined
      }
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
