import { useFocusOn } from '@cairn/plugin-portal-react';
import styles from './StepHeading.module.css';

/** The heading of a step; takes the focus when `step` changes. */
export function StepHeading(props: { step: string; children: string }) {
  const heading = useFocusOn<HTMLHeadingElement>(props.step);
  return (
    <h3 ref={heading} tabIndex={-1} className={styles.heading}>
      {props.children}
    </h3>
  );
}
