import { useRouteRef } from '@backstage/frontend-plugin-api';
import {
  CommandLines,
  EmptyNote,
  AnswerNote,
  Page,
  Section,
  useAddress,
} from '@cairn/plugin-portal-react';
import { Button, ButtonLink, SearchField, Skeleton, Text } from '@backstage/ui';
import { tasksRouteRef } from '../routes';
import { GoldenPathCard } from './GoldenPathCard';
import { matches, type GoldenPath } from './goldenPath';
import styles from './GoldenPathsPage.module.css';
import { NoGoldenPath } from './NoGoldenPath';
import { useGoldenPaths } from './useGoldenPaths';

function countWords(shown: number, all: number) {
  const paths = all === 1 ? 'golden path' : 'golden paths';
  return shown === all
    ? `${all} ${paths}`
    : `${shown} of ${all} ${paths} match`;
}

function Loading() {
  return (
    <ul className={styles.cards} aria-label="Loading golden paths">
      {[1, 2, 3].map(one => (
        <li key={one}>
          <Skeleton width="100%" height={260} />
        </li>
      ))}
    </ul>
  );
}

function List(props: { all: GoldenPath[] }) {
  const { address, change } = useAddress<'search'>();
  const text = address.get('search') ?? '';
  const search = (to: string) => change({ search: to });
  const shown = props.all.filter(one => matches(one, text.trim()));
  return (
    <>
      <div className={styles.bar}>
        <SearchField
          aria-label="Search golden paths"
          placeholder="What do you want to make?"
          size="small"
          className={styles.search}
          value={text}
          onChange={search}
        />
        <Text role="status" variant="body-small" color="secondary">
          {countWords(shown.length, props.all.length)}
        </Text>
      </div>
      {shown.length === 0 ? (
        <EmptyNote
          title="No golden path matches"
          actions={
            <Button variant="secondary" onPress={() => search('')}>
              Show all
            </Button>
          }
        >
          None has all of these words in its title, its description, its tags or
          in what it gives.
        </EmptyNote>
      ) : (
        <ul className={styles.cards} aria-label="Golden paths">
          {shown.map(path => (
            <li key={path.entityRef}>
              <GoldenPathCard path={path} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** Where one chooses what to make. */
export function GoldenPathsPage() {
  const paths = useGoldenPaths();
  const tasksHref = useRouteRef(tasksRouteRef)?.();
  const { data } = paths;
  if (data?.length === 0) return <NoGoldenPath />;
  return (
    <Page
      title="What do you want to make?"
      description="A golden path ends in a running, observed, documented thing that your group owns. The plan shows everything before anything is written."
      actions={
        <ButtonLink variant="secondary" href={tasksHref}>
          My tasks
        </ButtonLink>
      }
    >
      <AnswerNote of={paths} what="The golden paths could not be listed" />
      {paths.isPending && <Loading />}
      {data && <List all={data} />}
      {data && (
        <Section title="Do it from the command line">
          <CommandLines
            commands={[
              {
                does: 'See the plan of a golden path, and carry it out after a yes',
                command: `./cairn new ${data[0].name} --name my-service`,
              },
            ]}
          />
        </Section>
      )}
    </Page>
  );
}
