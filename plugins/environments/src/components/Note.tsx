import { Alert, type AlertProps } from '@backstage/ui';
import styles from './Note.module.css';

/** BUI's alert with a description in the text's own colour: tinted and faded it is too faint to read. */
export function Note(props: AlertProps) {
  return <Alert icon {...props} className={styles.note} />;
}
