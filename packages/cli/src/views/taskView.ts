import { formatDuration } from '../terminal/duration';
import { plain } from '../output/plain';
import type { Style } from '../output/Style';
import type { TaskEvent } from '../portal/scaffolderTasks';

/** What the scaffolder and its stock actions say of their own work: the step says it already. */
const NOISE =
  /^(Beginning step|Finished step|Starting up task|Run completed|Running step each|Writing (file|directory) |Copying file\/directory |Template result written|Fetching template|Listing files|Processing \d+ template)/;

/** Says each thing that happens in a task once, step by step with the time it took. */
export class TaskView {
  readonly #style: Style;
  readonly #names: ReadonlyMap<string, string>;
  readonly #began = new Map<string, number>();

  constructor(steps: readonly { id: string; name: string }[], style: Style) {
    this.#style = style;
    this.#names = new Map(steps.map(({ id, name }) => [id, name]));
  }

  lines({ body, createdAt }: TaskEvent): string[] {
    const { stepId, status, message } = body;
    const at = Date.parse(createdAt);
    if (stepId === undefined || status === undefined) {
      const text = plain(message).replace(/^info: /, '');
      return text === '' || NOISE.test(text)
        ? []
        : [`    ${this.#style('muted', text)}`];
    }
    const name = plain(this.#names.get(stepId) ?? stepId);
    const began = this.#began.get(stepId);
    const time =
      began === undefined ? '' : `  ${formatDuration((at - began) / 1000)}`;
    switch (status) {
      case 'processing':
        if (began !== undefined) {
          return [];
        }
        this.#began.set(stepId, at);
        return [`${this.#style('warning', '◐')} ${name}`];
      case 'completed':
        return [`${this.#style('good', '✔')} ${name}${time}`];
      case 'skipped':
        return [`${this.#style('muted', '○')} ${name}, not needed`];
      case 'failed':
        return [`${this.#style('bad', '✖')} ${name}${time}`];
      case 'cancelled':
        return [`${this.#style('muted', '○')} ${name}, cancelled${time}`];
      default:
        return [];
    }
  }
}
