import type { Evidence, PlaceHealth } from '@cairn/plugin-health-common';
import { Text } from '@backstage/ui';
import { Panel, Section, useNow } from '@cairn/plugin-portal-react';
import { Expandable } from '../components/Expandable';
import { isStale } from '../status/freshness';
import { HealthStatusBadge } from '../status/HealthStatusBadge';
import { worstFirst } from '../status/looks';
import { PlaceDetails } from './PlaceDetails';
import styles from './Places.module.css';

/** As many are open from the start, whatever their state. */
const OPEN = 2;
const CLOCK_MS = 5_000;

/** Each place where it runs, the worst first; where there are many, only those that need somebody are open. */
export function Places(props: {
  places: PlaceHealth[];
  /** What the entity's own verdict says it rests on. */
  told: Evidence[];
  objectsHref?: string;
}) {
  const now = useNow(CLOCK_MS);
  const places = [...props.places].sort(
    (one, other) =>
      worstFirst(one.verdict.status, other.verdict.status) ||
      one.title.localeCompare(other.title, 'en'),
  );
  return (
    <Section
      title="Where it runs"
      aside={
        <Text variant="body-small" color="secondary">
          {places.length === 1 ? '1 place' : `${places.length} places`}
        </Text>
      }
    >
      {places.map(place => (
        <Panel flush key={place.id}>
          <Expandable
            level={4}
            initiallyOpen={places.length <= OPEN || needsSomebody(place)}
            head={<PlaceHead place={place} stale={isStale(place, now)} />}
          >
            <PlaceDetails
              place={place}
              stale={isStale(place, now)}
              told={props.told}
              objectsHref={props.objectsHref}
            />
          </Expandable>
        </Panel>
      ))}
    </Section>
  );
}

function PlaceHead(props: { place: PlaceHealth; stale: boolean }) {
  const { place, stale } = props;
  return (
    <span className={styles.head}>
      <span className={styles.name}>
        <span className={styles.title}>{place.title}</span>
        <span className={styles.where}>
          {place.cluster} / {place.namespace}
        </span>
        {place.simulated && <span className={styles.simulated}>Simulated</span>}
      </span>
      <HealthStatusBadge status={place.verdict.status} stale={stale} />
      <span className={styles.message}>{place.verdict.message}</span>
    </span>
  );
}

function needsSomebody({ verdict }: PlaceHealth): boolean {
  return verdict.status !== 'Healthy' && verdict.status !== 'Idle';
}
