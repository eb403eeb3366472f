import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Button, Skeleton } from '@backstage/ui';
import { CostCell } from '@cairn/plugin-cost';
import { HealthCell, HealthReason } from '@cairn/plugin-health';
import { Link } from 'react-router-dom';
import styles from './MyServices.module.css';
import { Note } from './Note';
import { Section } from './Section';
import { type MyService, useMyServices } from './useMyServices';

/** What you and your groups own. */
export function MyServices() {
  const query = useMyServices();

  return (
    <Section
      title="My services"
      count={query.data?.total}
      action={<Link to="/catalog?filters[user]=owned">All in the catalog</Link>}
    >
      {query.isPending && <Waiting />}
      {query.isError && (
        <Note title="The catalog did not answer" isError>
          <p>{query.error.message}</p>
          <Button variant="secondary" onPress={() => query.refetch()}>
            Try again
          </Button>
        </Note>
      )}
      {query.data?.services.length === 0 && (
        <Note title="You own nothing yet">
          Services show here when you or one of your groups is their owner.{' '}
          <Link to="/catalog?filters[user]=all">Browse all services</Link>.
        </Note>
      )}
      {query.data && query.data.services.length > 0 && (
        <ul className={styles.list}>
          {query.data.services.map(service => (
            <li key={service.ref} className={styles.row}>
              <div className={styles.name}>
                <EntityRefLink
                  entityRef={service.ref}
                  defaultKind="component"
                  hideIcon
                  disableTooltip
                />
                <ServiceLine service={service} />
              </div>
              <HealthCell entityRef={service.ref} />
              <div className={styles.cost}>
                <CostCell entityRef={service.ref} />
                <span className={styles.unit}>this month</span>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** What is wrong with it, or else what it is. */
function ServiceLine({ service }: { service: MyService }) {
  return (
    <span className={styles.description}>
      <HealthReason entityRef={service.ref} otherwise={service.description} />
    </span>
  );
}

function Waiting() {
  return (
    <ul className={styles.list} aria-busy="true" aria-label="Loading">
      {[0, 1, 2].map(row => (
        <li key={row} className={styles.row}>
          <Skeleton width="60%" height={38} />
        </li>
      ))}
    </ul>
  );
}
