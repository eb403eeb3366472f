import { Text } from '@backstage/ui';
import type { DependencyStatus } from '@cairn/plugin-platform-common';
import { moment } from '../time/moment';
import { inWords } from '../time/words';
import styles from './Facts.module.css';

/** It is asked every 10 seconds; only what is older than that should be is worth a word. */
const EXPECTED_MS = 30_000;

/** Since when, how fast it answered, and when it was asked where that is long ago. */
export function Facts(props: { dependency: DependencyStatus; now: number }) {
  const { dependency, now } = props;
  const { state, since, checkedAt, latencyMs } = dependency;
  const asked =
    checkedAt === undefined ? undefined : now - Date.parse(checkedAt);
  return (
    <Text variant="body-small" color="secondary" className={styles.facts}>
      {state !== 'unknown' && (
        <span>
          since{' '}
          <time dateTime={since} title={new Date(since).toLocaleString()}>
            {moment(since, now)}
          </time>
        </span>
      )}
      {latencyMs !== undefined && <span>answered in {latencyMs} ms</span>}
      {asked !== undefined && asked > EXPECTED_MS && (
        <span>asked {inWords(asked / 1000)} ago</span>
      )}
    </Text>
  );
}
