import { useApi } from '@backstage/frontend-plugin-api';
import { environmentsApiRef } from '@cairn/plugin-environments-react';
import { Button, Skeleton, Text } from '@backstage/ui';
import { EmptyNote, Panel, Section } from '@cairn/plugin-portal-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { keys } from '../api/queries';
import { FailureNote } from '../components/FailureNote';
import { Story } from './Story';

const PAGE_SIZE = 50;

function useLedger() {
  const api = useApi(environmentsApiRef);
  const first: string | undefined = undefined;
  return useInfiniteQuery({
    queryKey: [...keys.ledger, 'rows'],
    initialPageParam: first,
    queryFn: ({ pageParam }: { pageParam: string | undefined }) =>
      api.listLedger({
        order: 'desc',
        limit: PAGE_SIZE,
        cursor: pageParam,
      }),
    getNextPageParam: page => page.nextCursor,
  });
}

/** The rows from the last one back, a page at a time. */
export function LedgerRows() {
  const ledger = useLedger();
  const entries = ledger.data?.pages.flatMap(page => page.items);
  return (
    <Section
      title="Rows"
      aside={
        entries && (
          <Text variant="body-small" color="secondary">
            {`${entries.length} shown, newest first`}
          </Text>
        )
      }
    >
      {ledger.isPending && <Skeleton width="100%" height={320} />}
      {ledger.isError && (
        <FailureNote
          what="The ledger could not be read"
          error={ledger.error}
          onRetry={() => ledger.refetch()}
        />
      )}
      {entries?.length === 0 && (
        <EmptyNote title="The ledger is empty">
          Its first row is written when somebody asks for a plan.
        </EmptyNote>
      )}
      {entries && entries.length > 0 && (
        <Panel>
          <Story entries={entries} mixed />
          {ledger.hasNextPage && (
            <div>
              <Button
                size="small"
                variant="secondary"
                isDisabled={ledger.isFetchingNextPage}
                onPress={() => ledger.fetchNextPage()}
              >
                {ledger.isFetchingNextPage ? 'Reading…' : 'Show older rows'}
              </Button>
            </div>
          )}
        </Panel>
      )}
    </Section>
  );
}
