import { Button, Skeleton, Text } from '@backstage/ui';
import { Panel, Section } from '@cairn/plugin-portal-react';
import { useState } from 'react';
import { useStory } from '../api/queries';
import { AnswerNote } from '../components/FailureNote';
import { Story } from '../ledger/Story';

/** Shown at first; effects alone can be many. */
const SHOWN = 12;

/** Everything that the ledger has of an environment, newest first. */
export function StorySection(props: { environment: string; moving: boolean }) {
  const story = useStory(props.environment, props.moving);
  const [all, setAll] = useState(false);
  const { data } = story;
  const newest = data && [...data].reverse();
  const shown = all ? newest : newest?.slice(0, SHOWN);
  return (
    <Section
      title="Story"
      aside={
        data && (
          <Text variant="body-small" color="secondary">
            {data.length === 1
              ? '1 row of the ledger'
              : `${data.length} rows of the ledger, newest first`}
          </Text>
        )
      }
    >
      {story.isPending && <Skeleton width="100%" height={160} />}
      <AnswerNote
        of={story}
        what={`The story of ${props.environment} could not be shown`}
      />
      {data?.length === 0 && (
        <Text color="secondary">
          The ledger has nothing of it: it was made before there was one.
        </Text>
      )}
      {shown && shown.length > 0 && (
        <Panel>
          <Story entries={shown} />
          {newest && newest.length > shown.length && (
            <div>
              <Button
                size="small"
                variant="secondary"
                onPress={() => setAll(true)}
              >
                {`Show all ${newest.length}`}
              </Button>
            </div>
          )}
        </Panel>
      )}
    </Section>
  );
}
