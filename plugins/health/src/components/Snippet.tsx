import { CopyButton } from '@cairn/plugin-portal-react';
import styles from './Snippet.module.css';

/** Lines to copy into a file. */
export function Snippet(props: { text: string; label: string }) {
  return (
    <div className={styles.frame}>
      <pre
        className={styles.text}
        // It scrolls, so it must be reachable by keyboard.
        tabIndex={0}
        role="region"
        aria-label={props.label}
      >
        {props.text}
      </pre>
      <div className={styles.copy}>
        <CopyButton text={props.text} label={`Copy ${props.label}`} />
      </div>
    </div>
  );
}
