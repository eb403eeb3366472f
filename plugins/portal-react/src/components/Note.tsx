import { Alert, type AlertProps } from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from './Note.module.css';

/**
 * BUI's alert, with a description in the text's own colour (tinted and faded it is too faint to read) and with what
 * can be done below it, so that a long text keeps its width.
 */
export function Note(
  props: Pick<AlertProps, 'status' | 'title' | 'description' | 'role'> & {
    actions?: ReactNode;
  },
) {
  const { actions, description, ...rest } = props;
  return (
    <Alert
      icon
      {...rest}
      className={styles.note}
      description={
        <div className={styles.body}>
          <div>{description}</div>
          {actions && <div className={styles.actions}>{actions}</div>}
        </div>
      }
    />
  );
}
