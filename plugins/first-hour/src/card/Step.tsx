import {
  RiCheckboxBlankCircleLine,
  RiCheckboxCircleFill,
  RiTimeLine,
} from '@remixicon/react';
import { Link } from 'react-router-dom';
import styles from './Checklist.module.css';
import type { StepText } from './steps';
import type { Wait } from './waits';

/** One step: done, or what it takes, or what it waits for. */
export function Step(
  props: StepText & { doneAt?: string; isNext: boolean; wait?: Wait },
) {
  const { title, text, minutes, to, doneAt, isNext, wait } = props;
  const isDone = doneAt !== undefined;

  return (
    <li
      className={styles.step}
      data-next={isNext}
      aria-current={isNext ? 'step' : undefined}
    >
      {isDone ? (
        <RiCheckboxCircleFill
          size={20}
          className={styles.done}
          aria-hidden="true"
        />
      ) : (
        <RiCheckboxBlankCircleLine
          size={20}
          className={styles.open}
          aria-hidden="true"
        />
      )}
      <div className={styles.what}>
        <Link to={to}>{title}</Link>
        <span className={styles.text}>{text}</span>
        {isDone && <span className={styles.takes}>Done</span>}
        {!isDone && !wait && (
          <span className={styles.takes}>About {minutes} minutes</span>
        )}
        {!isDone && wait && (
          <span className={styles.waits}>
            <RiTimeLine size={14} aria-hidden="true" />
            <span>
              Waits for {wait.text}
              {!wait.comes && (
                <>
                  : <Link to="/platform">see Platform</Link>
                </>
              )}
            </span>
          </span>
        )}
      </div>
    </li>
  );
}
