import { useApi, useRouteRef } from '@backstage/frontend-plugin-api';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import { EmptyNote, AnswerNote, Page } from '@cairn/plugin-portal-react';
import {
  ButtonLink,
  Text,
  ToggleButton,
  ToggleButtonGroup,
} from '@backstage/ui';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router-dom';
import { createRouteRef } from '../routes';
import { isOver } from './taskState';
import styles from './TasksPage.module.css';
import { TasksTable } from './TasksTable';

const PAGE_SIZE = 20;
const SOON = 3_000;
const LATER = 15_000;

function useTasks(whose: 'owned' | 'all', page: number) {
  const scaffolder = useApi(scaffolderApiRef);
  return useQuery({
    queryKey: ['golden-paths', 'tasks', whose, page],
    queryFn: () =>
      scaffolder.listTasks({
        filterByOwnership: whose,
        limit: PAGE_SIZE,
        offset: page * PAGE_SIZE,
      }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data?.tasks.some(({ status }) => !isOver(status)) ? SOON : LATER,
  });
}

/** What was begun from golden paths, by the person or by everybody. */
export function TasksPage() {
  const [address, setAddress] = useSearchParams();
  const whose = address.get('whose') === 'all' ? 'all' : 'owned';
  const page = Math.max(
    0,
    Math.floor(Number(address.get('page') ?? 1)) - 1 || 0,
  );
  const tasks = useTasks(whose, page);
  const createHref = useRouteRef(createRouteRef)?.();
  const { data, error } = tasks;
  const total = data?.totalTasks ?? data?.tasks.length ?? 0;
  const show = (next: { whose?: string; page?: number }) => {
    const params = new URLSearchParams();
    const mine = (next.whose ?? whose) === 'owned';
    if (!mine) params.set('whose', 'all');
    if (next.page) params.set('page', String(next.page + 1));
    setAddress(params);
  };

  return (
    <Page
      title="Tasks"
      description="What was begun from golden paths. A task goes on whether anybody looks at it or not."
      actions={
        <ButtonLink variant="primary" href={createHref}>
          Create something
        </ButtonLink>
      }
    >
      <div className={styles.bar}>
        <ToggleButtonGroup
          aria-label="Whose tasks"
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[whose]}
          onSelectionChange={keys => show({ whose: String([...keys][0]) })}
        >
          <ToggleButton id="owned">Mine</ToggleButton>
          <ToggleButton id="all">Everybody’s</ToggleButton>
        </ToggleButtonGroup>
        <Text role="status" variant="body-small" color="secondary">
          {data
            ? `${total} ${total === 1 ? 'task' : 'tasks'}, newest first`
            : 'Counting…'}
        </Text>
      </div>
      <AnswerNote of={tasks} what="The tasks could not be listed" />
      {data && total === 0 && (
        <EmptyNote
          title={
            whose === 'owned'
              ? 'You began nothing yet'
              : 'Nothing was begun yet'
          }
          actions={
            <ButtonLink variant="primary" href={createHref}>
              See the golden paths
            </ButtonLink>
          }
        >
          Choose a golden path, fill in a short form, and look at the plan: each
          time that you create something, its task stands here.
        </EmptyNote>
      )}
      {(!error || data) && total > 0 && (
        <TasksTable
          tasks={data?.tasks}
          isStale={tasks.isPlaceholderData}
          pagination={
            total > PAGE_SIZE
              ? {
                  type: 'page',
                  pageSize: PAGE_SIZE,
                  showPageSizeOptions: false,
                  pageSizeOptions: [PAGE_SIZE],
                  offset: page * PAGE_SIZE,
                  totalCount: total,
                  hasNextPage: (page + 1) * PAGE_SIZE < total,
                  hasPreviousPage: page > 0,
                  onNextPage: () => show({ page: page + 1 }),
                  onPreviousPage: () => show({ page: page - 1 }),
                }
              : { type: 'none' }
          }
        />
      )}
      {tasks.isPending && (
        <TasksTable tasks={undefined} pagination={{ type: 'none' }} />
      )}
    </Page>
  );
}
