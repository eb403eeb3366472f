import { z } from 'zod';

const listOfPickers = z.looseObject({
  items: z.looseObject({
    'ui:field': z.literal('EntityPicker'),
    'ui:options': z.record(z.string(), z.unknown()).optional(),
  }),
});

/** The same form with each list of entity pickers as one field of its own, where one chooses several. */
export function withPickersOfMany<T extends object>(uiSchema: T): T {
  return Object.entries(uiSchema).reduce<T>((drawn, [name, field]) => {
    const list = listOfPickers.safeParse(field);
    return list.success
      ? {
          ...drawn,
          [name]: {
            ...field,
            'ui:field': 'EntityPickers',
            'ui:options': list.data.items['ui:options'] ?? {},
          },
        }
      : drawn;
  }, uiSchema);
}
