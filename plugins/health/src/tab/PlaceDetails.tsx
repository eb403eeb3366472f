import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { Evidence, PlaceHealth } from '@cairn/plugin-health-common';
import { Link, Text } from '@backstage/ui';
import { Ago, CommandLines } from '@cairn/plugin-portal-react';
import { environmentRouteRef } from '../routes';
import { Since } from '../time/Since';
import { Applications } from './Applications';
import { EvidenceList } from './EvidenceList';
import styles from './PlaceDetails.module.css';
import { Workloads } from './Workloads';

/** What is known of one place: why it is as it is, what is deployed, what runs. */
export function PlaceDetails(props: {
  place: PlaceHealth;
  stale: boolean;
  /** What stands above already, and need not be said twice. */
  told: Evidence[];
  objectsHref?: string;
}) {
  const { place, stale, told, objectsHref } = props;
  const { verdict } = place;
  const evidence = verdict.evidence.filter(
    ({ message }) => !told.some(other => other.message === message),
  );
  const environmentHref = useRouteRef(environmentRouteRef)?.({
    name: place.environment ?? '',
  });
  return (
    <div className={styles.details}>
      <div className={styles.why}>
        <Text as="p" variant="body-small" color="secondary">
          {verdict.status} <Since at={verdict.since} /> ·{' '}
          {place.observedAt ? (
            <>
              observed <Ago at={place.observedAt} />
            </>
          ) : (
            'never observed'
          )}
          {place.simulated &&
            ' · nodes here only simulate: pods become ready, but no container runs'}
        </Text>
        {verdict.waitingFor && (
          <Text as="p">
            <strong>Waiting for</strong> {verdict.waitingFor}
          </Text>
        )}
        {evidence.length > 0 && <EvidenceList evidence={evidence} />}
      </div>
      <Applications applications={place.applications} stale={stale} />
      <Workloads workloads={place.workloads} stale={stale} />
      <div className={styles.foot}>
        <div className={styles.links}>
          {objectsHref && (
            <Link href={objectsHref}>Show every object and its YAML</Link>
          )}
          {place.environment && environmentHref && (
            <Link href={environmentHref}>
              Open environment {place.environment}
            </Link>
          )}
        </div>
        <CommandLines
          commands={[
            {
              does: 'See the same objects',
              command: `./cairn kubectl -n ${place.namespace} get deployments,statefulsets,daemonsets,jobs,pods`,
            },
          ]}
        />
      </div>
    </div>
  );
}
