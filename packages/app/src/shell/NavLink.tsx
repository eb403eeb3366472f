import type { ReactNode } from 'react';
import { NavLink as RouterNavLink } from 'react-router-dom';
import styles from './Sidebar.module.css';

/** One entry of the sidebar. `tooltip` (default: the title) is for when only the icon is to be seen. */
export function NavLink(props: {
  to: string;
  title: string;
  tooltip?: string;
  icon: ReactNode;
  badge?: ReactNode;
}) {
  return (
    <li>
      <RouterNavLink
        to={props.to}
        end={props.to === '/'}
        title={props.tooltip ?? props.title}
        className={styles.link}
      >
        <span className={styles.icon}>{props.icon}</span>
        <span className={styles.label}>{props.title}</span>
        {props.badge && <span className={styles.badge}>{props.badge}</span>}
      </RouterNavLink>
    </li>
  );
}
