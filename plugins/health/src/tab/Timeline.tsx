import type { PlaceHealth, TimelineEntry } from '@cairn/plugin-health-common';
import {
  RiAlarmWarningLine,
  RiAlertLine,
  RiHeartPulseLine,
  RiRestartLine,
  RiRocketLine,
  RiScales3Line,
} from '@remixicon/react';
import { Text } from '@backstage/ui';
import {
  Ago,
  Panel,
  Section,
  StateMark,
  type Tone,
} from '@cairn/plugin-portal-react';
import { FewOf } from '../components/FewOf';
import { ObjectName } from '../components/ObjectName';
import { TimeOfDay } from '../time/TimeOfDay';
import styles from './Timeline.module.css';

const SHOWN = 10;

const LOOKS: Record<
  TimelineEntry['type'],
  { tone: Tone; icon: typeof RiAlertLine; word: string }
> = {
  deploy: { tone: 'quiet', icon: RiRocketLine, word: 'Deploy' },
  scale: { tone: 'quiet', icon: RiScales3Line, word: 'Scale' },
  restart: { tone: 'warning', icon: RiRestartLine, word: 'Restart' },
  warning: { tone: 'warning', icon: RiAlertLine, word: 'Warning' },
  incident: { tone: 'bad', icon: RiAlarmWarningLine, word: 'Incident' },
  recovery: { tone: 'good', icon: RiHeartPulseLine, word: 'Recovery' },
};

/** What happened everywhere that it runs, newest first. */
export function Timeline({ places }: { places: PlaceHealth[] }) {
  const entries = places
    .flatMap(place => place.timeline.map(entry => ({ entry, place })))
    .sort(
      (one, other) => Date.parse(other.entry.at) - Date.parse(one.entry.at),
    );
  return (
    <Section
      title="Timeline"
      aside={
        <Text variant="body-small" color="secondary">
          Newest first
        </Text>
      }
    >
      <Panel flush>
        {entries.length === 0 ? (
          <p className={styles.none}>
            Nothing has happened since this is watched. Deploys, scaling,
            restarts and warnings show here.
          </p>
        ) : (
          <FewOf items={entries} shown={SHOWN} what="entries">
            {items => (
              <ol className={styles.entries}>
                {items.map(({ entry, place }, index) => (
                  <li key={`${place.id} ${entry.at} ${index}`}>
                    <span className={styles.time}>
                      <TimeOfDay at={entry.at} />
                      <span className={styles.ago}>
                        <Ago at={entry.at} />
                      </span>
                    </span>
                    <span className={styles.type}>
                      <StateMark {...LOOKS[entry.type]} />
                    </span>
                    <span className={styles.what}>
                      <span>
                        {entry.message}
                        {entry.count !== undefined && entry.count > 1 && (
                          <span className={styles.count}>
                            {' '}
                            {entry.count} times
                          </span>
                        )}
                      </span>
                      <span className={styles.where}>
                        {entry.object && <ObjectName object={entry.object} />}
                        {places.length > 1 && <span>{place.title}</span>}
                      </span>
                    </span>
                  </li>
                ))}
              </ol>
            )}
          </FewOf>
        )}
      </Panel>
    </Section>
  );
}
