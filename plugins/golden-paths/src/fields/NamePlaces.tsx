import type {
  NameAvailability,
  NamePlace,
} from '@cairn/plugin-golden-paths-common';
import { StateMark, type Tone } from '@cairn/plugin-portal-react';
import { Text } from '@backstage/ui';
import styles from './fields.module.css';

const PLACES: Record<NamePlace, string> = {
  git: 'Git host',
  catalog: 'Catalog',
  cluster: 'Cluster',
  environments: 'Environments',
};

const STATES: Record<
  NameAvailability['places'][number]['state'],
  { tone: Tone; word: string }
> = {
  free: { tone: 'good', word: 'Free' },
  taken: { tone: 'bad', word: 'Taken' },
  unknown: { tone: 'unknown', word: 'Unknown' },
};

/** What each place says of a name. A place that could not be asked is not called free. */
export function NamePlaces({
  availability,
}: {
  availability: NameAvailability;
}) {
  return (
    <ul className={styles.places} aria-label="Where the name was looked for">
      {availability.places.map(({ place, state, message }) => (
        <li key={place}>
          <span className={styles.place}>{PLACES[place]}</span>
          <StateMark {...STATES[state]} />
          {state !== 'free' && (
            <Text variant="body-small" color="secondary">
              {message}
            </Text>
          )}
        </li>
      ))}
    </ul>
  );
}
