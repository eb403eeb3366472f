import type {
  LogEvent,
  ScaffolderApi,
  ScaffolderScaffoldOptions,
  ScaffolderTask,
  ScaffolderTaskStatus,
  TemplateParameterSchema,
} from '@backstage/plugin-scaffolder-common';
import ObservableImpl from 'zen-observable';
import { nodeService, plainPath } from './goldenPath';

type Observer = ZenObservable.SubscriptionObserver<LogEvent>;

export const STEPS = [
  {
    id: 'repository',
    name: 'Make the repository',
    action: 'cairn:repository:publish',
  },
  {
    id: 'catalog',
    name: 'Take it into the catalog',
    action: 'cairn:catalog:register',
  },
  {
    id: 'environments',
    name: 'Make its environment',
    action: 'cairn:environment:create',
  },
];

/** A task of the example. */
export function someTask(
  id: string,
  changes: {
    status?: ScaffolderTaskStatus;
    values?: ScaffolderTask['spec']['parameters'];
    template?: string;
  } = {},
): ScaffolderTask {
  return {
    id,
    status: changes.status ?? 'processing',
    createdAt: '2026-11-22T10:00:00Z',
    spec: {
      apiVersion: 'scaffolder.backstage.io/v1beta3',
      parameters: changes.values ?? {
        name: 'checkout-vouchers',
        owner: 'group:default/checkout-team',
        planDigest: `sha256:${'a1'.repeat(32)}`,
      },
      steps: STEPS,
      output: {},
      templateInfo: {
        entityRef: changes.template ?? 'template:default/node-service',
        entity: { metadata: { name: 'node-service', title: 'Node service' } },
      },
      user: { ref: 'user:default/amara.okafor' },
    },
  };
}

/** The parts of the scaffolder that the pages use, in memory. */
export class FakeScaffolder
  implements
    Pick<
      ScaffolderApi,
      | 'getTemplateParameterSchema'
      | 'scaffold'
      | 'getTask'
      | 'listTasks'
      | 'cancelTask'
      | 'retry'
    >
{
  manifests: Record<string, TemplateParameterSchema> = {
    'template:default/node-service': nodeService,
    'template:default/plain': plainPath,
  };
  tasks: ScaffolderTask[] = [];
  events: LogEvent[] = [];
  begun: ScaffolderScaffoldOptions[] = [];
  #said = 0;
  #observers = new Set<{ taskId: string; observer: Observer }>();

  async getTemplateParameterSchema(ref: string) {
    const manifest = this.manifests[ref];
    if (!manifest) throw new Error(`There is no ${ref}`);
    return manifest;
  }

  async scaffold(options: ScaffolderScaffoldOptions) {
    this.begun.push(options);
    const id = `task-${this.begun.length}`;
    this.tasks.push(someTask(id, { values: options.values }));
    return { taskId: id };
  }

  async getTask(id: string) {
    const task = this.tasks.find(one => one.id === id);
    if (!task) throw new Error(`There is no task ${id}`);
    return { ...task };
  }

  async listTasks(request: { limit?: number; offset?: number }) {
    const { limit = 20, offset = 0 } = request;
    return {
      tasks: this.tasks.slice(offset, offset + limit),
      totalTasks: this.tasks.length,
    };
  }

  async cancelTask(taskId: string) {
    this.tell(taskId, { type: 'cancelled', message: 'Stopped' });
    return {};
  }

  async retry(taskId: string) {
    this.events = this.events.filter(({ type }) => type !== 'completion');
    this.tasks = this.tasks.map(task =>
      task.id === taskId ? { ...task, status: 'processing' } : task,
    );
    this.tell(taskId, { type: 'recovered', message: '' });
    return { id: taskId };
  }

  streamLogs(request: { taskId: string; after?: number }) {
    const { taskId, after = -1 } = request;
    return new ObservableImpl<LogEvent>(observer => {
      for (const event of this.events) {
        if (event.taskId === taskId && event.id > after) observer.next(event);
      }
      const entry = { taskId, observer };
      this.#observers.add(entry);
      return () => {
        this.#observers.delete(entry);
      };
    });
  }

  /** A task says something. */
  tell(
    taskId: string,
    said: {
      type?: LogEvent['type'];
      step?: string;
      status?: ScaffolderTaskStatus;
      message: string;
      more?: object;
    },
  ) {
    this.#said += 1;
    const event: LogEvent = {
      id: this.#said,
      taskId,
      type: said.type ?? 'log',
      createdAt: new Date(
        Date.parse('2026-11-22T10:00:00Z') + (this.#said - 1) * 1000,
      ).toISOString(),
      body: {
        message: said.message,
        stepId: said.step,
        status: said.status,
        ...said.more,
      },
    };
    this.events.push(event);
    for (const entry of this.#observers) {
      if (entry.taskId === taskId) entry.observer.next(event);
    }
  }

  /** The stream of every task breaks. */
  breakStreams() {
    for (const { observer } of [...this.#observers]) {
      observer.error(new TypeError('Failed to fetch'));
    }
  }
}
