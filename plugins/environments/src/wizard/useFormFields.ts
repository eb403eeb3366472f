import { useApiHolder } from '@backstage/frontend-plugin-api';
import type { FieldExtensionOptions } from '@backstage/plugin-scaffolder-react';
import { formFieldsApiRef } from '@backstage/plugin-scaffolder-react/alpha';
import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';

/** What a form field of the scaffolder holds, behind its opaque type. */
const formField = z.looseObject({
  name: z.string(),
  component: z.custom<FieldExtensionOptions['component']>(
    value => typeof value === 'function',
  ),
});

/** The scaffolder's fields (`ui:field: EntityPicker`, `OwnerPicker` …) by name; none where it is not installed. */
export function useFormFields() {
  const api = useApiHolder().get(formFieldsApiRef);
  return useQuery({
    queryKey: ['environments', 'formFields'],
    queryFn: async () => {
      const fields = (await api?.loadFormFields()) ?? [];
      return Object.fromEntries(
        fields.flatMap(field => {
          const parsed = formField.safeParse(field);
          return parsed.success
            ? [[parsed.data.name, parsed.data.component] as const]
            : [];
        }),
      );
    },
    staleTime: Infinity,
  });
}
