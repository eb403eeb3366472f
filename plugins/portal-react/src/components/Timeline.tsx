import type { RiTimeLine } from '@remixicon/react';
import type { ReactNode } from 'react';
import type { Tone } from './StateMark';
import styles from './Timeline.module.css';

export interface TimelineItem {
  id: string;
  icon: typeof RiTimeLine;
  /** Colour of the icon; what happened is said in words. Default `quiet`. */
  tone?: Tone;
  /** What happened. */
  title: ReactNode;
  /** Who and when. */
  aside?: ReactNode;
  children?: ReactNode;
}

/** What happened, one after the other. */
export function Timeline(props: { label: string; items: TimelineItem[] }) {
  return (
    <ol className={styles.timeline} aria-label={props.label}>
      {props.items.map(
        ({ id, icon: Icon, tone = 'quiet', title, aside, children }) => (
          <li key={id} className={styles.item}>
            <span className={styles.mark} data-tone={tone}>
              <Icon className={styles.icon} aria-hidden="true" />
            </span>
            <div className={styles.body}>
              <div>{title}</div>
              {aside && <div className={styles.aside}>{aside}</div>}
              {children}
            </div>
          </li>
        ),
      )}
    </ol>
  );
}
