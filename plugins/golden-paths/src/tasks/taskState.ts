import type {
  LogEvent,
  ScaffolderOutputLink,
  ScaffolderTask,
  ScaffolderTaskStatus,
} from '@backstage/plugin-scaffolder-common';
import { plainText } from '@cairn/plugin-portal-react';
import { z } from 'zod';

/** One step of a task, as far as it is. */
export interface TaskStepState {
  id: string;
  name: string;
  status: ScaffolderTaskStatus;
  startedAt?: string;
  endedAt?: string;
  /** What it said, oldest first. */
  lines: Array<{ at: string; text: string }>;
  /** It was done by an earlier attempt and not again. */
  kept: boolean;
}

/** A task as its events tell it. */
export interface TaskState {
  status: ScaffolderTaskStatus;
  steps: TaskStepState[];
  /** When its first step began. */
  startedAt?: string;
  endedAt?: string;
  /** Why it failed. */
  error?: string;
  links: ScaffolderOutputLink[];
  /** How often it was gone on with. */
  attempts: number;
}

const completionSchema = z.looseObject({
  error: z.looseObject({ message: z.string() }).optional().catch(undefined),
  output: z
    .looseObject({
      links: z
        .array(
          z.looseObject({
            title: z.string().optional(),
            url: z.string().optional(),
            entityRef: z.string().optional(),
          }),
        )
        .catch([]),
    })
    .optional()
    .catch(undefined),
});

/** A stack tells a person nothing: an error is said by what stands before its first frame. */
export function withoutStack(text: string): string {
  return text
    .split(/\n\s+at /)[0]
    .replace(/^(?:[A-Z]\w*)?Error: /, '')
    .trim();
}

/** The scaffolder's own words around each step, which the state of the step says already. */
const AROUND = /^(?:Beginning|Finished) step /;
/** How its logger begins a line that says nothing unusual. */
const LEVEL = /^(?:info|debug): /;

const KEPT = /because it was already completed in a previous run$/;

/** A step after one that failed is not skipped: it waits, until the task is gone on with. */
const NOT_REACHED = /because a previous step failed$/;

function stepAfter(step: TaskStepState, event: LogEvent): TaskStepState {
  if (NOT_REACHED.test(event.body.message)) return step;
  const { message, status = step.status } = event.body;
  const plain = message
    .split('\n')
    .map(line => plainText(line))
    .join('\n')
    .replace(LEVEL, '');
  const said = AROUND.test(plain) ? '' : withoutStack(plain);
  const begins = status === 'processing' && step.status !== 'processing';
  const ends =
    ['completed', 'failed', 'cancelled', 'skipped'].includes(status) &&
    status !== step.status;
  return {
    ...step,
    status,
    startedAt: begins ? event.createdAt : step.startedAt,
    endedAt: ends ? event.createdAt : step.endedAt,
    kept: step.kept || KEPT.test(message),
    lines:
      said === ''
        ? step.lines
        : [...step.lines, { at: event.createdAt, text: said }],
  };
}

function freshSteps(task: ScaffolderTask): TaskStepState[] {
  return task.spec.steps.map(({ id, name }) => ({
    id,
    name,
    status: 'open',
    lines: [],
    kept: false,
  }));
}

const OVER: readonly ScaffolderTaskStatus[] = [
  'completed',
  'failed',
  'cancelled',
  'skipped',
];

/** True once nothing more happens by itself. */
export function isOver(status: ScaffolderTaskStatus): boolean {
  return OVER.includes(status);
}

/** A task and all that it has told, oldest first, as what a person wants to know of it. */
export function taskStateOf(
  task: ScaffolderTask,
  events: readonly LogEvent[],
): TaskState {
  let steps = freshSteps(task);
  let attempts = 1;
  let startedAt: string | undefined;
  let endedAt: string | undefined;
  let cancelled = false;
  let completion: z.infer<typeof completionSchema> | undefined;
  for (const event of events) {
    if (event.type === 'log') {
      startedAt ??= event.createdAt;
      steps = steps.map(step =>
        step.id === event.body.stepId ? stepAfter(step, event) : step,
      );
    } else if (event.type === 'recovered') {
      // Begun again: each step says anew whether it is done.
      attempts += 1;
      completion = undefined;
      endedAt = undefined;
      cancelled = false;
      steps = steps.map(step => ({
        ...step,
        status: 'open',
        startedAt: undefined,
        endedAt: undefined,
      }));
    } else if (event.type === 'cancelled') {
      cancelled = true;
      endedAt = event.createdAt;
    } else {
      completion = completionSchema.parse(event.body);
      endedAt = event.createdAt;
    }
  }
  const failed = completion?.error !== undefined;
  let { status } = task;
  if (completion) status = failed ? 'failed' : 'completed';
  if (cancelled) status = 'cancelled';
  return {
    status,
    steps,
    attempts,
    startedAt,
    endedAt,
    error: completion?.error && withoutStack(completion.error.message),
    links: completion?.output?.links ?? [],
  };
}

/** How Cairn's own actions say that something is there that was not. */
const MADE = /^Made | is in the catalog\.$| is ready: /;

/** What is there by what the steps said, a sentence each. */
export function madeBy({ steps }: TaskState): string[] {
  return [
    ...new Set(
      steps
        .flatMap(({ lines }) => lines.map(({ text }) => text))
        .filter(text => MADE.test(text)),
    ),
  ];
}

/** What a removal took out and what it left, with the reason, a sentence each. */
export function removedBy({ steps }: TaskState): string[] {
  return steps
    .flatMap(({ lines }) => lines.map(({ text }) => text))
    .flatMap(
      text => /^(?:warn: )?((?:Removed|Kept): .*)/.exec(text)?.[1] ?? [],
    );
}

/** How many steps need nothing more. */
export function stepsDone({ steps }: TaskState): number {
  return steps.filter(({ status }) => ['completed', 'skipped'].includes(status))
    .length;
}

function stepsWords(count: number) {
  return count === 1 ? '1 step' : `${count} steps`;
}

/** How far a task is, in a sentence; read out whenever it changes. */
export function progressWords(state: TaskState): string {
  const total = stepsWords(state.steps.length);
  const done = stepsDone(state);
  const now = state.steps.find(({ status }) => status === 'processing');
  switch (state.status) {
    case 'open':
      return `Waiting to begin ${total}.`;
    case 'completed':
      return state.steps.length === 1
        ? 'Its step is done.'
        : `All ${total} are done.`;
    case 'failed':
      return `It failed after ${done} of ${total}.`;
    case 'cancelled':
      return `It was stopped after ${done} of ${total}.`;
    default:
      return `${done} of ${total} ${
        state.steps.length === 1 ? 'is' : 'are'
      } done.${now ? ` Now: ${now.name}.` : ''}`;
  }
}
