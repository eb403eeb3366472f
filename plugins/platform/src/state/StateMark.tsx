import type { StateLook } from './states';
import styles from './StateMark.module.css';

/** Icon and word of a state. `stale`: it was so, which does not mean that it is. */
export function StateMark(props: { look: StateLook; stale?: boolean }) {
  const { word, past, tone, Icon } = props.look;
  return (
    <span className={styles.mark} data-tone={props.stale ? 'unknown' : tone}>
      <Icon size={16} aria-hidden />
      {props.stale ? past : word}
    </span>
  );
}
