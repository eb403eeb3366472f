import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { ScaffolderTask } from '@backstage/plugin-scaffolder-common';
import {
  Clock,
  CodeLine,
  CommandLines,
  EntityLink,
  Facts,
  FailureNote,
  Page,
  Panel,
  Section,
  StaleNote,
} from '@cairn/plugin-portal-react';
import { ButtonLink, Skeleton } from '@backstage/ui';
import { useParams } from 'react-router-dom';
import { taskRouteRef, tasksRouteRef } from '../routes';
import { describeTask, taskTitle, type TaskDescription } from './described';
import { TaskHead } from './TaskHead';
import styles from './TaskPage.module.css';
import { isOver, type TaskState } from './taskState';
import { TaskSteps } from './TaskSteps';
import { useTask } from './useTask';
import { WhatNow } from './WhatNow';

function TaskFacts(props: {
  task: ScaffolderTask;
  state: TaskState;
  description: TaskDescription;
}) {
  const { task, state, description } = props;
  return (
    <Facts
      facts={[
        {
          name: 'Golden path',
          value: description.template && (
            <EntityLink entityRef={description.template} />
          ),
        },
        {
          name: 'Started by',
          value: description.startedBy && (
            <EntityLink entityRef={description.startedBy} />
          ),
        },
        { name: 'Asked', value: <Clock at={task.createdAt} /> },
        { name: 'Ended', value: state.endedAt && <Clock at={state.endedAt} /> },
        {
          name: 'Attempts',
          value: state.attempts > 1 ? String(state.attempts) : undefined,
        },
        {
          name: 'Task',
          value: <CodeLine text={task.id} label="id of the task" />,
        },
        {
          name: 'Plan',
          value: description.planDigest && (
            <CodeLine
              text={description.planDigest}
              label="digest of the plan"
            />
          ),
        },
      ]}
    />
  );
}

function Content(props: {
  taskId: string;
  task: ScaffolderTask;
  state: TaskState;
  onChanged: () => void;
}) {
  const { task, state } = props;
  const description = describeTask(task);
  return (
    <div className={styles.columns}>
      <div className={styles.main}>
        <Panel>
          <TaskHead state={state} createdAt={task.createdAt} />
          <WhatNow
            taskId={props.taskId}
            state={state}
            description={description}
            onChanged={props.onChanged}
          />
        </Panel>
        <Section title="Steps">
          <Panel flush>
            <TaskSteps steps={state.steps} />
          </Panel>
        </Section>
      </div>
      <div className={styles.side}>
        <Section title="Facts" hideTitle>
          <Panel>
            <TaskFacts task={task} state={state} description={description} />
          </Panel>
        </Section>
        <Section title="Do it from the command line">
          <CommandLines
            commands={[
              {
                does: 'Follow this task',
                command: `./cairn new --follow ${task.id}`,
              },
            ]}
          />
        </Section>
      </div>
    </div>
  );
}

/** A task as it goes: steps, what it waits for, and what to do when it has ended. */
export function TaskPage() {
  const { taskId = '' } = useParams();
  const { task, state, broken, goOn } = useTask(taskId);
  const here = useRouteRef(taskRouteRef)?.({ taskId }) ?? '';
  const all = useRouteRef(tasksRouteRef)?.();
  const title = task.data ? taskTitle(describeTask(task.data)) : 'Task';
  const isLive = state !== undefined && !isOver(state.status);
  return (
    <Page title={title} crumbs={[{ label: title, href: here }]}>
      {task.isError && !task.data && (
        <FailureNote
          what={`The task ${taskId} could not be shown`}
          error={task.error}
          onRetry={() => task.refetch()}
          actions={
            <ButtonLink size="small" variant="secondary" href={all}>
              See your tasks
            </ButtonLink>
          }
        />
      )}
      {isLive && broken && (
        <StaleNote error={broken.error} knownAt={broken.at} />
      )}
      {task.isPending && <Skeleton width="100%" height={320} />}
      {task.data && state && (
        <Content
          taskId={taskId}
          task={task.data}
          state={state}
          onChanged={goOn}
        />
      )}
    </Page>
  );
}
