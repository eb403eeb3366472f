import { Button, Container, Text } from '@backstage/ui';
import type { DependencyStatus } from '@cairn/plugin-platform-common';
import { RiRefreshLine } from '@remixicon/react';
import { useEffect, useRef, type ReactNode } from 'react';
import { useLocation } from 'react-router-dom';
import { backendTime, isStale } from '../api/freshness';
import { usePlatform } from '../api/usePlatform';
import { bySeverity, needsAttention, states } from '../state/states';
import { inWords } from '../time/words';
import { useNow } from '../time/useNow';
import { Answer } from './Answer';
import { answerOf } from './answer';
import { CommandLine } from './CommandLine';
import { DependencyCard } from './DependencyCard';
import { DependencyRow } from './DependencyRow';
import { LoadingPlatform } from './LoadingPlatform';
import styles from './PlatformPage.module.css';
import { ProblemNote } from './ProblemNote';

/** What the portal depends on, and how it is. */
export function PlatformPage() {
  const { status, receivedAt, error, refresh } = usePlatform();
  const now = useNow();
  const view = { status, receivedAt, error };
  const stale = isStale(view, now);
  useScrollToAnchor(status !== undefined);

  if (!status || receivedAt === undefined) {
    return (
      <main>
        <Container className={styles.page}>
          {error ? (
            <ProblemNote error={error} onRetry={refresh} />
          ) : (
            <LoadingPlatform />
          )}
        </Container>
      </main>
    );
  }
  const age = inWords((now - receivedAt) / 1000);
  const dependencies = [...status.dependencies].sort(bySeverity);
  return (
    <main>
      <Container className={styles.page}>
        {stale && <ProblemNote error={error} age={age} onRetry={refresh} />}
        <Answer
          answer={
            stale
              ? {
                  tone: 'unknown',
                  title: `How the platform is now is not known; this is how it was ${age} ago`,
                }
              : answerOf(dependencies)
          }
        />
        <Groups
          dependencies={dependencies}
          now={backendTime(view, now)}
          stale={stale}
        />
        <footer className={styles.footer}>
          <Text variant="body-small" color="secondary" className={styles.age}>
            Updated {age} ago; each part is asked about every 10 seconds.
          </Text>
          <Button
            variant="secondary"
            size="small"
            iconStart={<RiRefreshLine />}
            onPress={() => refresh()}
          >
            Update now
          </Button>
        </footer>
        <CommandLine command="./cairn status" />
      </Container>
    </main>
  );
}

function Groups(props: {
  dependencies: DependencyStatus[];
  now: number;
  stale: boolean;
}) {
  const { dependencies, now, stale } = props;
  const tense = stale ? 'past' : 'word';
  const wrong = dependencies.filter(needsAttention);
  const quiet: Array<[title: string, members: DependencyStatus[]]> = [
    [states.ok[tense], dependencies.filter(({ state }) => state === 'ok')],
    [states.off[tense], dependencies.filter(({ state }) => state === 'off')],
  ];
  return (
    <>
      <Group
        title={stale ? 'Needed attention' : 'Needs attention'}
        count={wrong.length}
      >
        <div className={styles.cards}>
          {wrong.map(dependency => (
            <DependencyCard
              key={dependency.id}
              dependency={dependency}
              now={now}
              stale={stale}
            />
          ))}
        </div>
      </Group>
      {quiet.map(([title, members]) => (
        <Group key={title} title={title} count={members.length}>
          <div className={styles.rows}>
            {members.map(dependency => (
              <DependencyRow
                key={dependency.id}
                dependency={dependency}
                now={now}
                stale={stale}
              />
            ))}
          </div>
        </Group>
      ))}
    </>
  );
}

function Group(props: { title: string; count: number; children: ReactNode }) {
  if (props.count === 0) {
    return null;
  }
  return (
    <section aria-label={props.title} className={styles.group}>
      <Text as="h2" variant="body-large" weight="bold">
        {props.title}{' '}
        <Text variant="body-large" color="secondary">
          {props.count}
        </Text>
      </Text>
      {props.children}
    </section>
  );
}

/** The browser looks for the anchor before the cards are there. */
function useScrollToAnchor(ready: boolean): void {
  const { hash } = useLocation();
  const done = useRef('');
  useEffect(() => {
    if (ready && hash && done.current !== hash) {
      done.current = hash;
      document.getElementById(hash.slice(1))?.scrollIntoView?.();
    }
  }, [ready, hash]);
}
