import type { FieldChange } from '@cairn/plugin-environments-common';
import styles from './FieldChanges.module.css';
import { shown } from './shown';

/** Fields with what they are and what they would be, or were meant to be and are. */
export function FieldChanges(props: {
  fields: readonly FieldChange[];
  label: string;
}) {
  return (
    <ul className={styles.fields} aria-label={props.label}>
      {props.fields.map(({ path, before, after }) => (
        <li key={path}>
          <code>{path}</code>
          {before !== undefined && (
            <del className={styles.before}>{shown(before)}</del>
          )}
          {after !== undefined && (
            <ins className={styles.after}>{shown(after)}</ins>
          )}
        </li>
      ))}
    </ul>
  );
}
