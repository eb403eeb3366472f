import { Link, useLocation } from 'react-router-dom';
import styles from './NotFoundPage.module.css';

/** An address that leads nowhere: which, and where to go from here. */
export function NotFoundPage() {
  const { pathname } = useLocation();
  return (
    <main className={styles.page}>
      <h1 className={styles.title}>There is no page here</h1>
      <p className={styles.text}>
        <code>{pathname}</code> leads nowhere. The address may be mistyped, or
        the page belongs to a plugin that is not installed.
      </p>
      <p className={styles.text}>
        Go <Link to="/">home</Link>, or look for it in the{' '}
        <Link to="/search">search</Link>.
      </p>
    </main>
  );
}
