import { useApi } from '@backstage/frontend-plugin-api';
import { EntityDisplayName } from '@backstage/plugin-catalog-react';
import { visitsApiRef } from '@backstage/plugin-home';
import { Skeleton } from '@backstage/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router-dom';
import { Note } from './Note';
import styles from './RecentlyVisited.module.css';
import { Section } from './Section';
import { thingsOf } from './visits';

/** Where you were, to go on there. */
export function RecentlyVisited() {
  const visits = useApi(visitsApiRef);
  const query = useQuery({
    queryKey: ['recently-visited'],
    queryFn: async () =>
      thingsOf(
        await visits.list({
          limit: 40,
          orderBy: [{ field: 'timestamp', direction: 'desc' }],
        }),
      ),
    // Being here again means having been elsewhere.
    refetchOnMount: 'always',
  });

  return (
    <Section title="Recently visited">
      {query.isPending && (
        <div className={styles.waiting} aria-busy="true">
          <Skeleton width="70%" height={20} />
        </div>
      )}
      {query.isError && (
        <Note title="Your visits could not be read" isError>
          {query.error.message}
        </Note>
      )}
      {query.data?.length === 0 && (
        <Note title="Nothing yet">
          The services, docs and environments that you open show here, the last
          one first.
        </Note>
      )}
      {query.data && query.data.length > 0 && (
        <ul className={styles.list}>
          {query.data.map(thing => (
            <li key={thing.pathname}>
              <Link to={thing.pathname} className={styles.link}>
                <span className={styles.name}>
                  {thing.entityRef ? (
                    <EntityDisplayName
                      entityRef={thing.entityRef}
                      hideIcon
                      disableTooltip
                    />
                  ) : (
                    thing.name
                  )}
                </span>
                <span className={styles.kind}>{thing.kind}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
