import type { ReactNode } from 'react';
import styles from './Layout.module.css';

/** The sidebar beside the page; below 768 px a bar above it. */
export function Layout(props: { nav: ReactNode; children: ReactNode }) {
  return (
    <div className={styles.layout}>
      <a className={styles.skip} href="#cairn-content">
        Skip to content
      </a>
      {props.nav}
      <div className={styles.content} id="cairn-content" tabIndex={-1}>
        {props.children}
      </div>
    </div>
  );
}
