import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useEffect, useState } from 'react';
import { initialsOf } from './initials';
import { NavLink } from './NavLink';
import styles from './Sidebar.module.css';

/** Who you are, and the way to your settings. */
export function UserLink() {
  const identity = useApi(identityApiRef);
  const [name, setName] = useState('You');

  useEffect(() => {
    let current = true;
    identity.getProfileInfo().then(
      profile => current && profile.displayName && setName(profile.displayName),
      () => {},
    );
    return () => {
      current = false;
    };
  }, [identity]);

  return (
    <NavLink
      to="/settings"
      title={name}
      tooltip={`${name}: settings`}
      icon={
        <span className={styles.avatar} aria-hidden="true">
          {initialsOf(name)}
        </span>
      }
    />
  );
}
