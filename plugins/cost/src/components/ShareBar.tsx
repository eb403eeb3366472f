import styles from './ShareBar.module.css';

/** How much of a whole a part is. Says nothing that the number beside it does not, so only for the eye. */
export function ShareBar(props: { part: number; whole: number }) {
  const share = props.whole <= 0 ? 0 : props.part / props.whole;
  return (
    <span className={styles.bar} aria-hidden="true">
      <span
        className={styles.share}
        style={{ width: `${Math.min(1, Math.max(0, share)) * 100}%` }}
      />
    </span>
  );
}
