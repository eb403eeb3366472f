import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { ScaffolderField } from '@backstage/plugin-scaffolder-react/alpha';
import { Select } from '@backstage/ui';
import { useEntityPicker } from './useEntityPicker';

/**
 * `ui:field: EntityPicker` of the scaffolder's dialect, in place of the scaffolder's own: that one opens its list again
 * after a choice was made. Only entities of the catalog can be chosen.
 */
export function EntityPickerField(
  props: FieldExtensionComponentProps<unknown, unknown>,
) {
  const { formData, onChange } = props;
  const { frame, list, loading } = useEntityPicker(props);
  return (
    <ScaffolderField {...frame}>
      <Select
        {...list}
        placeholder={loading ?? 'Choose one'}
        value={typeof formData === 'string' ? formData : null}
        onChange={value => onChange(value === null ? undefined : String(value))}
      />
    </ScaffolderField>
  );
}
