import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import styles from './Greeting.module.css';

/** Whose home this is. */
export function Greeting() {
  const identity = useApi(identityApiRef);
  const profile = useQuery({
    queryKey: ['profile'],
    queryFn: () => identity.getProfileInfo(),
  });
  const first = profile.data?.displayName?.split(' ').at(0);

  return (
    <header>
      <h1 className={styles.title}>{first ? `Hello, ${first}` : 'Home'}</h1>
    </header>
  );
}
