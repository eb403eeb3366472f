import {
  GoldenPathsClient,
  PLAN_DIGEST_VALUE,
  type GoldenPathBlocker,
} from '@cairn/plugin-golden-paths-common';
import { EXIT } from '../exitCodes';
import { plain } from '../output/plain';
import { entityPage } from '../portal/entities';
import type { PortalContext } from '../portal/PortalContext';
import {
  ScaffolderTasks,
  type TaskEvent,
  type TaskLink,
} from '../portal/scaffolderTasks';
import { confirm } from '../terminal/confirm';
import { goldenPathLines } from '../views/goldenPathView';
import { TaskView } from '../views/taskView';
import { interruptible } from './interruptible';
import { fillForm, type NewServiceOptions } from './newServiceForm';

/** What `cairn new` is told. */
export interface NewOptions extends NewServiceOptions {
  yes?: boolean;
  planOnly?: boolean;
  full?: boolean;
}

const BLOCKED: Readonly<Record<GoldenPathBlocker['type'], number>> = {
  denied: EXIT.denied,
  'not-allowed': EXIT.denied,
  'name-taken': EXIT.conflict,
  expired: EXIT.conflict,
  invalid: EXIT.usage,
  unavailable: EXIT.notReady,
};

function taskPage({ portal }: PortalContext, id: string): string {
  return `${portal.url}/create/tasks/${encodeURIComponent(id)}`;
}

/** `cairn new TEMPLATE`: asks, shows the plan, asks for a yes, does it, and ends with links. */
export async function makeService(
  context: PortalContext,
  templateName: string,
  options: NewOptions,
): Promise<number> {
  const { portal, output, format } = context;
  const tasks = new ScaffolderTasks(portal);
  const { values: defaults } = await tasks.defaults(templateName);
  const form = await fillForm(
    context,
    options,
    process.stdin.isTTY === true && !options.yes,
  );
  const template = `template:default/${templateName}`;
  const values = { ...defaults, ...form };
  if (format === 'table') {
    output.note('Planning: rendering the files, asking policy…');
  }
  const plan = await new GoldenPathsClient(portal).plan({ template, values });
  if (format === 'table') {
    output.lines(
      ...goldenPathLines(plan, {
        style: output.style,
        now: Date.now(),
        portalUrl: portal.url,
        full: options.full,
      }),
    );
  } else if (options.planOnly || plan.blockers.length > 0) {
    output.data(format, plan);
  }
  const [blocker] = plan.blockers;
  if (blocker) {
    return BLOCKED[blocker.type];
  }
  if (options.planOnly) {
    return EXIT.ok;
  }
  if (!options.yes) {
    await confirm('Do exactly this?');
  }
  const id = await tasks.start(template, {
    ...values,
    [PLAN_DIGEST_VALUE]: plan.digest,
  });
  return followTask(context, id);
}

/** Follows a task to its end. Also `cairn new --follow TASK`, after the terminal was closed. */
export async function followTask(
  context: PortalContext,
  id: string,
): Promise<number> {
  const { portal, output, format } = context;
  const tasks = new ScaffolderTasks(portal);
  const { spec } = await tasks.get(id);
  const view = new TaskView(spec.steps, output.style);
  let last: TaskEvent | undefined;
  await interruptible(
    async signal => {
      for await (last of tasks.follow(id, signal)) {
        if (format === 'table') {
          output.lines(...view.lines(last));
        }
      }
    },
    () =>
      `It goes on in the portal: ${taskPage(
        context,
        id,
      )}\nFollow it again:  ./cairn new --follow ${id}`,
  );
  const { status } = await tasks.get(id);
  const isDone = status === 'completed';
  if (format !== 'table') {
    output.data(format, {
      task: id,
      status,
      error: last?.body.error,
      links: last?.body.output?.links ?? [],
    });
  } else if (isDone) {
    output.lines('', ...linkLines(context, last?.body.output?.links ?? []));
  } else {
    output.lines(
      '',
      `${output.style(
        'bad',
        `The golden path ended: ${plain(status)}`,
      )}. ${plain(last?.body.error?.message ?? '')}`,
      `What it made, how to go on and how to take it out again: ${taskPage(
        context,
        id,
      )}`,
    );
  }
  return isDone ? EXIT.ok : EXIT.failed;
}

function linkLines(
  { portal }: PortalContext,
  links: readonly TaskLink[],
): string[] {
  const shown = links.flatMap(({ title, url, entityRef }) => {
    const address = entityRef
      ? entityPage(portal.url, entityRef)
      : url && new URL(url, `${portal.url}/`).toString();
    return address ? [[plain(title ?? 'Link'), plain(address)] as const] : [];
  });
  const width = Math.max(0, ...shown.map(([title]) => title.length));
  return shown.map(([title, address]) => `${title.padEnd(width)}  ${address}`);
}
