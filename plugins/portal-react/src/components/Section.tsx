import { Text, VisuallyHidden } from '@backstage/ui';
import { useId, type ReactNode } from 'react';
import styles from './Section.module.css';

/** A titled part of a page. */
export function Section(props: {
  title: string;
  /** Beside the title: a count, a button. */
  aside?: ReactNode;
  /** Where the title says nothing that one does not see: for screen readers only. */
  hideTitle?: boolean;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      {props.hideTitle ? (
        <VisuallyHidden>
          <h3 id={id}>{props.title}</h3>
        </VisuallyHidden>
      ) : (
        <div className={styles.head}>
          <Text as="h3" id={id} variant="title-x-small" weight="bold">
            {props.title}
          </Text>
          {props.aside}
        </div>
      )}
      {props.children}
    </section>
  );
}
