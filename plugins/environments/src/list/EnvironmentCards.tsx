import type { Environment } from '@cairn/plugin-environments-common';
import {
  Link,
  Skeleton,
  TablePagination,
  Text,
  type TablePaginationType,
} from '@backstage/ui';
import { Age, EntityTitle } from '@cairn/plugin-portal-react';
import { StateMark } from '../components/StateMark';
import styles from './EnvironmentCards.module.css';
import { Lifetime } from './Lifetime';
import { NewerVersion } from './NewerVersion';

function Placeholders() {
  return (
    <ul className={styles.cards} aria-label="Loading environments">
      {[1, 2, 3].map(one => (
        <li key={one} className={styles.card}>
          <Skeleton width="60%" height={20} />
          <Skeleton width="40%" height={16} />
          <Skeleton width="80%" height={16} />
        </li>
      ))}
    </ul>
  );
}

/** Environments for narrow screens. */
export function EnvironmentCards(props: {
  environments: Environment[] | undefined;
  hrefOf: (environment: Environment) => string | undefined;
  pagination: TablePaginationType;
}) {
  if (!props.environments) return <Placeholders />;
  return (
    <>
      <ul className={styles.cards} aria-label="Environments">
        {props.environments.map(environment => (
          <li key={environment.id} className={styles.card}>
            <div className={styles.head}>
              <Link href={props.hrefOf(environment)} weight="bold">
                {environment.name}
              </Link>
              <StateMark state={environment.state} />
            </div>
            {environment.state !== 'Ready' && (
              <Text variant="body-small" color="secondary">
                {environment.reason}
              </Text>
            )}
            <Text variant="body-small" color="secondary">
              <EntityTitle entityRef={environment.owner} /> ·{' '}
              {environment.class.name} · {environment.cluster}
            </Text>
            {environment.upgrade && <NewerVersion />}
            <Text variant="body-small" color="secondary">
              Age <Age since={environment.createdAt} /> ·{' '}
              <Lifetime environment={environment} />
            </Text>
          </li>
        ))}
      </ul>
      {props.pagination.type === 'page' && (
        <TablePagination {...props.pagination} />
      )}
    </>
  );
}
