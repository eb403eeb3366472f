import { stringifyEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/core-plugin-api';
import { entityRouteRef, useEntity } from '@backstage/plugin-catalog-react';
import type { EntityHealth } from '@cairn/plugin-health-common';
import {
  Button,
  Card,
  CardBody,
  CardHeader,
  Link,
  Skeleton,
  Text,
} from '@backstage/ui';
import { Ago, failureOf, useNow } from '@cairn/plugin-portal-react';
import { useHealth } from '../api/useHealth';
import { isStale } from '../status/freshness';
import { HealthStatusBadge } from '../status/HealthStatusBadge';
import { worstFirst } from '../status/looks';
import { Since } from '../time/Since';
import styles from './HealthCard.module.css';

const CLOCK_MS = 5_000;
const PLACES_SHOWN = 4;

/** How an entity is, on its overview; why, one step further. */
export function HealthCard() {
  const { entity } = useEntity();
  const toEntity = useRouteRef(entityRouteRef);
  const { kind, metadata } = entity;
  const { data, error, refetch } = useHealth(stringifyEntityRef(entity));
  const tabHref = `${toEntity({
    kind: kind.toLocaleLowerCase('en-US'),
    namespace: metadata.namespace ?? 'default',
    name: metadata.name,
  })}/health`;

  return (
    <Card>
      <CardHeader>
        <div className={styles.head}>
          <Text as="h2" variant="body-large" weight="bold">
            Health
          </Text>
          <Link href={tabHref}>Details</Link>
        </div>
      </CardHeader>
      <CardBody>
        <div className={styles.body}>
          {!data && !error && (
            <div aria-busy="true" className={styles.body}>
              <Skeleton width={110} height={24} />
              <Skeleton width="90%" height={21} />
              <Skeleton width="60%" height={18} />
            </div>
          )}
          {!data && error && (
            <div role="alert" className={styles.body}>
              <HealthStatusBadge status="Unknown" />
              <p>It could not be read: {failureOf(error).why}</p>
              <Button
                variant="secondary"
                className={styles.button}
                onPress={() => refetch()}
              >
                Try again
              </Button>
            </div>
          )}
          {data && !data.configured && (
            <p className={styles.quiet}>
              Nothing says where it runs.{' '}
              <Link href={tabHref}>See how to say it</Link>.
            </p>
          )}
          {data && data.configured && <Answer health={data} />}
        </div>
      </CardBody>
    </Card>
  );
}

function Answer({ health }: { health: EntityHealth }) {
  const { verdict, observedAt, places } = health;
  const now = useNow(CLOCK_MS);
  const stale = isStale(health, now);
  const shown = [...places]
    .sort((one, other) => worstFirst(one.verdict.status, other.verdict.status))
    .slice(0, PLACES_SHOWN);
  return (
    <>
      <HealthStatusBadge status={verdict.status} stale={stale} />
      <p className={styles.message}>{verdict.message}</p>
      {verdict.waitingFor && !stale && (
        <p>
          <strong>Waiting for</strong> {verdict.waitingFor}
        </p>
      )}
      <p className={styles.quiet}>
        <Since at={verdict.since} />
        {observedAt && (
          <>
            , observed <Ago at={observedAt} />
          </>
        )}
      </p>
      {places.length > 1 && (
        <ul className={styles.places}>
          {shown.map(place => (
            <li key={place.id}>
              <span className={styles.place}>{place.title}</span>
              <HealthStatusBadge
                status={place.verdict.status}
                stale={isStale(place, now)}
              />
            </li>
          ))}
          {places.length > shown.length && (
            <li className={styles.quiet}>
              and {places.length - shown.length} more
            </li>
          )}
        </ul>
      )}
    </>
  );
}
