import { useApi } from '@backstage/frontend-plugin-api';
import type {
  CustomFieldValidator,
  FieldExtensionOptions,
} from '@backstage/plugin-scaffolder-react';
import { formFieldsApiRef } from '@backstage/plugin-scaffolder-react/alpha';
import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';

type Field = FieldExtensionOptions['component'];
type Validator = CustomFieldValidator<unknown>;

const isFunction = (value: unknown) => typeof value === 'function';

/** What a form field of the scaffolder holds, behind its opaque type. */
const formField = z.looseObject({
  name: z.string(),
  component: z.custom<Field>(isFunction),
  validation: z.custom<Validator>(isFunction).optional(),
});

export interface FormFields {
  components: Record<string, Field>;
  validators: Record<string, Validator>;
}

/** Every field that the app has, by its name in `ui:field`. */
export function useFormFields() {
  const api = useApi(formFieldsApiRef);
  return useQuery({
    queryKey: ['golden-paths', 'formFields'],
    queryFn: async (): Promise<FormFields> => {
      const fields = (await api.loadFormFields()).flatMap(field => {
        const parsed = formField.safeParse(field);
        return parsed.success ? [parsed.data] : [];
      });
      return {
        components: Object.fromEntries(
          fields.map(({ name, component }) => [name, component]),
        ),
        validators: Object.fromEntries(
          fields.flatMap(({ name, validation }) =>
            validation ? [[name, validation]] : [],
          ),
        ),
      };
    },
    staleTime: Infinity,
  });
}
