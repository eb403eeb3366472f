import { Box } from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from './Panel.module.css';

/** A surface with a hairline border. */
export function Panel(props: { children: ReactNode; flush?: boolean }) {
  return (
    <Box bg="neutral" className={props.flush ? styles.flush : styles.panel}>
      {props.children}
    </Box>
  );
}
