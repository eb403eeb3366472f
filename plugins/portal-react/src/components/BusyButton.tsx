import { Button, type ButtonProps } from '@backstage/ui';
import { RiLoader4Line } from '@remixicon/react';
import styles from './BusyButton.module.css';

/**
 * A button that says what it does while it does it, keeps the focus, and cannot be pressed twice. BUI's `isPending`
 * announces a label that is gone once the page has moved on.
 */
export function BusyButton(
  props: Omit<ButtonProps, 'isPending' | 'loading' | 'iconStart'> & {
    busy: boolean;
    /** What the button says while it is busy. */
    busyLabel: string;
  },
) {
  const { busy, busyLabel, children, type, onPress, ...rest } = props;
  return (
    <Button
      {...rest}
      type={busy ? 'button' : type}
      onPress={busy ? undefined : onPress}
      iconStart={
        busy ? (
          <RiLoader4Line className={styles.icon} aria-hidden="true" />
        ) : undefined
      }
    >
      {busy ? busyLabel : children}
    </Button>
  );
}
