import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Button, ButtonLink, Text } from '@backstage/ui';
import { RiAddLine } from '@remixicon/react';
import { useEnvironments } from '../api/queries';
import { FailureNote } from '../components/FailureNote';
import { classesRouteRef, newEnvironmentRouteRef } from '../routes';
import { EnvironmentsTable } from './EnvironmentsTable';
import { MoreOfThem } from './MoreOfThem';
import { ListFilterBar } from './ListFilterBar';
import styles from './EnvironmentsPage.module.css';
import { queryOf, useListFilters, type ListFilters } from './useListFilters';
import { z } from 'zod';
import {
  CommandLines,
  EmptyNote,
  Page,
  Section,
  StaleNote,
  usePages,
} from '@cairn/plugin-portal-react';

const PAGE_SIZE = 25;

const sortColumn = z.enum(['name', 'createdAt', 'expiresAt', 'owner', 'state']);

function countWords(total: number, filtered: boolean) {
  const things = total === 1 ? 'environment' : 'environments';
  if (!filtered) return `${total} ${things}, destroyed ones not counted`;
  return `${total} ${things} ${total === 1 ? 'matches' : 'match'}`;
}

function EmptyList(props: {
  filtered: boolean;
  onClear: () => void;
  newHref?: string;
}) {
  return props.filtered ? (
    <EmptyNote
      title="No environment matches"
      actions={
        <Button variant="secondary" onPress={props.onClear}>
          Clear filters
        </Button>
      }
    >
      No environment has all of these: this name, owner, class, state and
      version.
    </EmptyNote>
  ) : (
    <EmptyNote
      title="There are no environments yet"
      actions={
        <ButtonLink
          variant="primary"
          href={props.newHref}
          iconStart={<RiAddLine />}
        >
          New environment
        </ButtonLink>
      }
    >
      Choose a class, fill a short form, and look at the plan: everything that
      would be made, before anything is. It takes about two minutes.
    </EmptyNote>
  );
}

export function EnvironmentsPage() {
  const { filters, change, clear, filtered } = useListFilters();
  const pages = usePages(JSON.stringify(filters));
  const environments = useEnvironments({
    ...queryOf(filters),
    limit: PAGE_SIZE,
    cursor: pages.cursor,
  });
  const newHref = useRouteRef(newEnvironmentRouteRef)?.();
  const classesHref = useRouteRef(classesRouteRef)?.();
  const { data, error } = environments;
  const offset = pages.index * PAGE_SIZE;

  return (
    <Page
      title="All environments"
      description={`Every environment that you may see, what state it is in and why. [See the classes](${classesHref}) that they are made from.`}
      actions={
        <ButtonLink variant="primary" href={newHref} iconStart={<RiAddLine />}>
          New environment
        </ButtonLink>
      }
    >
      <ListFilterBar
        filters={filters}
        filtered={filtered}
        onChange={change}
        onClear={clear}
      />
      {error && data && (
        <StaleNote error={error} knownAt={environments.dataUpdatedAt} />
      )}
      {error && !data ? (
        <FailureNote
          what="The environments could not be listed"
          error={error}
          onRetry={() => environments.refetch()}
        />
      ) : (
        <div className={styles.list}>
          <Text
            as="p"
            role="status"
            color="secondary"
            variant="body-small"
            className={styles.count}
          >
            {data ? countWords(data.total, filtered) : 'Counting…'}
          </Text>
          {data?.total === 0 ? (
            <EmptyList filtered={filtered} onClear={clear} newHref={newHref} />
          ) : (
            <EnvironmentsTable
              environments={data?.items}
              isStale={environments.isPlaceholderData}
              sort={{
                descriptor: {
                  column: filters.sort,
                  direction:
                    filters.order === 'asc' ? 'ascending' : 'descending',
                },
                onSortChange: ({ column, direction }) =>
                  change({
                    sort: sortColumn.parse(column),
                    order: direction === 'ascending' ? 'asc' : 'desc',
                  } satisfies Partial<ListFilters>),
              }}
              pagination={
                data && data.total > PAGE_SIZE
                  ? {
                      type: 'page',
                      pageSize: PAGE_SIZE,
                      showPageSizeOptions: false,
                      pageSizeOptions: [PAGE_SIZE],
                      offset,
                      totalCount: data.total,
                      hasNextPage: data.nextCursor !== undefined,
                      hasPreviousPage: pages.index > 0,
                      onNextPage: () =>
                        data.nextCursor && pages.next(data.nextCursor),
                      onPreviousPage: pages.previous,
                    }
                  : { type: 'none' }
              }
            />
          )}
        </div>
      )}
      <MoreOfThem />
      <Section title="Do it from the command line">
        <CommandLines
          commands={[
            {
              does: 'See the same list',
              command: './cairn env list',
            },
            {
              does: 'See the namespaces of all environments',
              command:
                './cairn kubectl get namespaces -l app.kubernetes.io/managed-by=cairn',
            },
          ]}
        />
      </Section>
    </Page>
  );
}
