import { CopyButton } from './CopyButton';
import styles from './CodeLine.module.css';

/** A command or an identifier in one line, with copy. */
export function CodeLine(props: { text: string; label: string }) {
  return (
    <div className={styles.line}>
      <code className={styles.code} tabIndex={0} aria-label={props.label}>
        {props.text}
      </code>
      <CopyButton text={props.text} label={`Copy ${props.label}`} />
    </div>
  );
}
