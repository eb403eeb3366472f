import { SidebarPinStateProvider } from '@backstage/core-components';
import type { ReactNode } from 'react';
import styles from './Layout.module.css';
import { useWide } from './useWide';

/** The sidebar beside the page; below 768 px a bar above it. */
export function Layout(props: { nav: ReactNode; children: ReactNode }) {
  const [wide, toggleWide] = useWide();
  return (
    // Backstage's own context, so that its settings page changes our sidebar.
    <SidebarPinStateProvider
      value={{
        isPinned: wide,
        toggleSidebarPinState: toggleWide,
        isMobile: false,
      }}
    >
      <div className={styles.layout}>
        <a className={styles.skip} href="#cairn-content">
          Skip to content
        </a>
        {props.nav}
        <div className={styles.content} id="cairn-content" tabIndex={-1}>
          {props.children}
        </div>
      </div>
    </SidebarPinStateProvider>
  );
}
