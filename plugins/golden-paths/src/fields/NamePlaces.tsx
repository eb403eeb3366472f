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

const ORDER: NamePlace[] = ['git', 'catalog', 'cluster', 'environments'];

const STATES: Record<
  NameAvailability['places'][number]['state'],
  { tone: Tone; word: string }
> = {
  free: { tone: 'good', word: 'Free' },
  taken: { tone: 'bad', word: 'Taken' },
  unknown: { tone: 'unknown', word: 'Unknown' },
};

/** What each place says of a name. A place that could not be asked is not called free. */
export function NamePlaces(props: {
  /** Absent until it is known. */
  availability: NameAvailability | undefined;
  isChecking: boolean;
}) {
  const known = props.availability?.places ?? [];
  return (
    <ul className={styles.places} aria-label="Where the name is looked for">
      {ORDER.map(place => {
        const answer = known.find(one => one.place === place);
        return (
          <li key={place}>
            <span className={styles.place}>{PLACES[place]}</span>
            {answer ? (
              <StateMark {...STATES[answer.state]} />
            ) : (
              <span className={styles.unasked}>
                {props.isChecking ? 'Asking…' : 'Not asked yet'}
              </span>
            )}
            {answer && answer.state !== 'free' && (
              <Text variant="body-small" color="secondary">
                {answer.message}
              </Text>
            )}
          </li>
        );
      })}
    </ul>
  );
}
