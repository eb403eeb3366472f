import { ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import styles from './Segmented.module.css';

/** One of a few, all of them in sight. */
export function Segmented<Value extends string>(props: {
  label: string;
  value: Value;
  options: ReadonlyArray<{ id: Value; label: string }>;
  onChange: (value: Value) => void;
}) {
  return (
    <ToggleButtonGroup
      className={styles.group}
      aria-label={props.label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[props.value]}
      onSelectionChange={keys => {
        const chosen = props.options.find(({ id }) => keys.has(id));
        if (chosen) props.onChange(chosen.id);
      }}
    >
      {props.options.map(({ id, label }) => (
        <ToggleButton key={id} id={id} size="small">
          {label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
