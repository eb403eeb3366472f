import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Button, ButtonLink } from '@backstage/ui';
import { RiAddLine } from '@remixicon/react';
import { useEnvironments } from '../api/queries';
import { Listing } from '../components/Listing';
import { classesRouteRef, newEnvironmentRouteRef } from '../routes';
import { EnvironmentsTable } from './EnvironmentsTable';
import { MoreOfThem } from './MoreOfThem';
import { ListFilterBar } from './ListFilterBar';
import { queryOf, useListFilters, type ListFilters } from './useListFilters';
import { z } from 'zod';
import {
  CommandLines,
  EmptyNote,
  Page,
  Section,
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
  const pages = usePages(JSON.stringify(filters), PAGE_SIZE);
  const environments = useEnvironments({
    ...queryOf(filters),
    ...pages.query,
  });
  const newHref = useRouteRef(newEnvironmentRouteRef)?.();
  const classesHref = useRouteRef(classesRouteRef)?.();
  const { data } = environments;

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
      <Listing
        of={environments}
        failure="The environments could not be listed"
        countWords={total => countWords(total, filtered)}
        empty={
          <EmptyList filtered={filtered} onClear={clear} newHref={newHref} />
        }
      >
        <EnvironmentsTable
          environments={data?.items}
          isStale={environments.isPlaceholderData}
          sort={{
            descriptor: {
              column: filters.sort,
              direction: filters.order === 'asc' ? 'ascending' : 'descending',
            },
            onSortChange: ({ column, direction }) =>
              change({
                sort: sortColumn.parse(column),
                order: direction === 'ascending' ? 'asc' : 'desc',
              } satisfies Partial<ListFilters>),
          }}
          pagination={pages.paginationOf(data)}
        />
      </Listing>
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
