import { Button, Container, Text } from '@backstage/ui';
import type { DependencyStatus } from '@cairn/plugin-platform-common';
import { RiRefreshLine } from '@remixicon/react';
import { useEffect, useRef } from 'react';
import { useLocation } from 'react-router-dom';
import { backendTime, isStale } from '../api/freshness';
import { usePlatform } from '../api/usePlatform';
import { bySeverity, needsAttention } from '../state/states';
import { inWords } from '../time/words';
import { useNow } from '../time/useNow';
import { Answer } from './Answer';
import { answerOf } from './answer';
import { CommandLine } from './CommandLine';
import { DependencyCard } from './DependencyCard';
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
      <Container className={styles.page}>
        {error ? (
          <ProblemNote error={error} onRetry={refresh} />
        ) : (
          <LoadingPlatform />
        )}
      </Container>
    );
  }
  const age = inWords((now - receivedAt) / 1000);
  const dependencies = [...status.dependencies].sort(bySeverity);
  return (
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
  );
}

function Groups(props: {
  dependencies: DependencyStatus[];
  now: number;
  stale: boolean;
}) {
  const { dependencies, now, stale } = props;
  const groups: Array<[title: string, members: DependencyStatus[]]> = [
    ['Needs attention', dependencies.filter(needsAttention)],
    ['Works', dependencies.filter(({ state }) => state === 'ok')],
    ['Not configured', dependencies.filter(({ state }) => state === 'off')],
  ];
  return (
    <>
      {groups.map(
        ([title, members]) =>
          members.length > 0 && (
            <section key={title} aria-label={title} className={styles.group}>
              <Text as="h2" variant="body-large" weight="bold">
                {title}{' '}
                <Text variant="body-large" color="secondary">
                  {members.length}
                </Text>
              </Text>
              <div className={styles.cards}>
                {members.map(dependency => (
                  <DependencyCard
                    key={dependency.id}
                    dependency={dependency}
                    now={now}
                    stale={stale}
                  />
                ))}
              </div>
            </section>
          ),
      )}
    </>
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
