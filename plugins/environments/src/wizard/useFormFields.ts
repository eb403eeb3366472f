import { useApiHolder } from '@backstage/frontend-plugin-api';
import type { FieldExtensionOptions } from '@backstage/plugin-scaffolder-react';
import { formFieldsApiRef } from '@backstage/plugin-scaffolder-react/alpha';
import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { EntityPickerField } from './EntityPickerField';
import { EntityPickersField } from './EntityPickersField';

type Field = FieldExtensionOptions['component'];

/** What a form field of the scaffolder holds, behind its opaque type. */
const formField = z.looseObject({
  name: z.string(),
  component: z.custom<Field>(value => typeof value === 'function'),
});

/** Fields by their name in `ui:field`: those of the scaffolder, where it is installed, and our own EntityPicker and EntityPickers. */
export function useFormFields() {
  const api = useApiHolder().get(formFieldsApiRef);
  return useQuery({
    queryKey: ['environments', 'formFields'],
    queryFn: async (): Promise<Record<string, Field>> => {
      const fields = (await api?.loadFormFields()) ?? [];
      const own = Object.fromEntries(
        fields.flatMap(field => {
          const parsed = formField.safeParse(field);
          return parsed.success
            ? [[parsed.data.name, parsed.data.component] as const]
            : [];
        }),
      );
      return {
        ...own,
        EntityPicker: EntityPickerField,
        EntityPickers: EntityPickersField,
      };
    },
    staleTime: Infinity,
  });
}
