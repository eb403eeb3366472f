import { CopyButton } from './CopyButton';
import styles from './CodeLine.module.css';

/** A command or an identifier in one line, with copy. */
export function CodeLine(props: { text: string; label: string }) {
  return (
    <div className={styles.line}>
      <span
        className={styles.code}
        role="textbox"
        aria-readonly="true"
        aria-label={props.label}
        tabIndex={0}
      >
        {props.text}
      </span>
      <CopyButton text={props.text} label={`Copy ${props.label}`} />
    </div>
  );
}
