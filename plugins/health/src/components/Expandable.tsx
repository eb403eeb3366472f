import { RiArrowRightSLine } from '@remixicon/react';
import { useId, useState, type ReactNode } from 'react';
import styles from './Expandable.module.css';

/** A row that opens: its whole head is the button. */
export function Expandable(props: {
  head: ReactNode;
  children: ReactNode;
  /** Where the row stands among the page's headings. */
  level: 4 | 5;
  initiallyOpen?: boolean;
}) {
  const id = useId();
  const [isOpen, setOpen] = useState(props.initiallyOpen ?? false);
  return (
    <>
      <div role="heading" aria-level={props.level}>
        <button
          type="button"
          className={styles.head}
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          onClick={() => setOpen(!isOpen)}
        >
          <RiArrowRightSLine className={styles.arrow} aria-hidden="true" />
          <span className={styles.title}>{props.head}</span>
        </button>
      </div>
      {isOpen && <div id={id}>{props.children}</div>}
    </>
  );
}
