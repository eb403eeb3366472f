import { Text } from '@backstage/ui';
import styles from './Count.module.css';

/** How many there are, said aloud when it changes: `3 runs on main`. Without words it is still being counted. */
export function Count(props: { children: string | undefined }) {
  return (
    <Text
      as="p"
      role="status"
      color="secondary"
      variant="body-small"
      className={styles.count}
    >
      {props.children ?? 'Counting…'}
    </Text>
  );
}
