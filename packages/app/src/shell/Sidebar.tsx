import { useSidebarPinState } from '@backstage/core-components';
import type { NavContentComponentProps } from '@backstage/plugin-app-react';
import {
  RiCloseLine,
  RiMenuLine,
  RiSearchLine,
  RiSideBarLine,
} from '@remixicon/react';
import { useEffect, useState } from 'react';
import { Link, useLocation } from 'react-router-dom';
import { CairnMark } from '../brand';
import { badges } from './badges';
import { NavLink } from './NavLink';
import { NotificationsLink } from './NotificationsLink';
import { elsewhere, places } from './places';
import styles from './Sidebar.module.css';
import { UserLink } from './UserLink';

/** The way to every page. A rail of icons where it is narrow or collapsed, a drawer below a bar on a phone. */
export function Sidebar({ navItems }: NavContentComponentProps) {
  const [open, setOpen] = useState(false);
  const { isPinned, toggleSidebarPinState } = useSidebarPinState();
  const collapsed = !isPinned;
  const { pathname } = useLocation();

  useEffect(() => setOpen(false), [pathname]);
  useEffect(() => {
    const close = (event: KeyboardEvent) =>
      event.key === 'Escape' && setOpen(false);
    window.addEventListener('keydown', close);
    return () => window.removeEventListener('keydown', close);
  }, []);

  // A copy, because taking is remembered and this renders more than once.
  const items = navItems.clone();
  const named = places.flatMap(place => {
    const item = items.take(place.extension);
    return item ? [{ ...place, to: item.href }] : [];
  });
  elsewhere.forEach(extension => items.take(extension));
  const others = items.rest().map(item => ({
    extension: item.node.spec.id,
    title: item.title,
    icon: item.icon,
    to: item.href,
  }));

  return (
    <nav
      className={styles.nav}
      aria-label="Main"
      data-open={open}
      data-collapsed={collapsed}
    >
      <div className={styles.bar}>
        <Link to="/" className={styles.brand} aria-label="Cairn, home">
          <CairnMark size={24} />
          <span className={styles.label}>Cairn</span>
        </Link>
        <button
          type="button"
          className={styles.menu}
          aria-expanded={open}
          aria-controls="cairn-places"
          onClick={() => setOpen(!open)}
        >
          {open ? <RiCloseLine size={20} /> : <RiMenuLine size={20} />}
          <span className={styles.hidden}>
            {open ? 'Close the menu' : 'Open the menu'}
          </span>
        </button>
      </div>

      <div className={styles.places} id="cairn-places">
        <ul className={styles.list}>
          <NavLink
            to="/search"
            title="Search"
            icon={<RiSearchLine size={18} />}
          />
        </ul>
        <ul className={styles.list}>
          {[...named, ...others].map(({ extension, title, icon, to }) => {
            const Badge = badges[extension];
            return (
              <NavLink
                key={extension}
                to={to}
                title={title}
                icon={icon}
                badge={Badge && <Badge />}
              />
            );
          })}
        </ul>
        <ul className={`${styles.list} ${styles.last}`}>
          <NotificationsLink />
          <UserLink />
          <li className={styles.collapse}>
            <button
              type="button"
              className={styles.link}
              aria-pressed={collapsed}
              title={collapsed ? 'Widen the sidebar' : 'Narrow the sidebar'}
              onClick={toggleSidebarPinState}
            >
              <span className={styles.icon}>
                <RiSideBarLine size={18} />
              </span>
              <span className={styles.label}>Narrow the sidebar</span>
            </button>
          </li>
        </ul>
      </div>
    </nav>
  );
}
