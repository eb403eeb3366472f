import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { ScaffolderField } from '@backstage/plugin-scaffolder-react/alpha';
import { Select } from '@backstage/ui';
import { z } from 'zod';
import { useEntityPicker } from './useEntityPicker';

/** The form fills what is not chosen yet with nothing. */
const refsSchema = z
  .array(z.unknown())
  .transform(items => items.filter(item => typeof item === 'string'))
  .catch([]);

/** Several entities of the catalog, chosen in one list: what a list of `EntityPicker` is drawn as. */
export function EntityPickersField(
  props: FieldExtensionComponentProps<unknown, unknown>,
) {
  const { formData, onChange } = props;
  const { frame, list, loading } = useEntityPicker(props);
  const most = props.schema.maxItems;
  return (
    <ScaffolderField {...frame}>
      <Select
        {...list}
        selectionMode="multiple"
        placeholder={
          loading ?? `Choose one or more${most ? `, at most ${most}` : ''}`
        }
        value={refsSchema.parse(formData)}
        onChange={values => onChange(values.map(String))}
      />
    </ScaffolderField>
  );
}
