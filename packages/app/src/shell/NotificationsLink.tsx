import { useApi } from '@backstage/frontend-plugin-api';
import { notificationsApiRef } from '@backstage/plugin-notifications';
import { useSignal } from '@backstage/plugin-signals-react';
import { RiNotification3Line } from '@remixicon/react';
import { useEffect, useState } from 'react';
import { NavLink } from './NavLink';
import styles from './Sidebar.module.css';

/** The way to the notifications, with how many are unread. */
export function NotificationsLink() {
  const api = useApi(notificationsApiRef);
  const { lastSignal } = useSignal('notifications');
  const [unread, setUnread] = useState(0);

  useEffect(() => {
    let current = true;
    api.getStatus().then(
      status => current && setUnread(status.unread),
      // No count is better than a wrong one; the page itself says what is wrong.
      () => current && setUnread(0),
    );
    return () => {
      current = false;
    };
  }, [api, lastSignal]);

  return (
    <NavLink
      to="/notifications"
      title="Notifications"
      icon={<RiNotification3Line size={18} />}
      badge={
        unread > 0 && (
          <span className={styles.count}>
            {unread > 99 ? '99+' : unread}
            <span className={styles.hidden}> unread</span>
          </span>
        )
      }
    />
  );
}
