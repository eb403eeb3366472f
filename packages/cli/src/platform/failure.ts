import { isError, stringifyError } from '@backstage/errors';

const FULL_DISK = /ENOSPC|no space left on device|disk quota exceeded/i;

/** Whether an error says that the disk is full. */
export function isDiskFull(text: string): boolean {
  return FULL_DISK.test(text);
}

/** Why something failed, in one line that a person can act on. */
export function reasonOf(error: unknown): string {
  const text = describe(error).replace(/\s+/g, ' ').trim();
  if (isDiskFull(text)) {
    return `The disk is full. Make room (\`./cairn reset --tools\` frees what can be built again); it goes on by itself then. (${text})`;
  }
  return text.length > 600 ? `${text.slice(0, 600)}…` : text;
}

function describe(error: unknown): string {
  if (!isError(error)) {
    return stringifyError(error);
  }
  const { message, cause } = error;
  // fetch says only "fetch failed"; its cause says why.
  if (isError(cause) && !message.includes(cause.message)) {
    return `${message}: ${describe(cause)}`;
  }
  if (error instanceof AggregateError && message === '') {
    return error.errors.map(describe).join('; ');
  }
  return message || error.name;
}

const TELLING = /error|fatal|panic|cannot|failed|refused|denied|no space/i;
const STACK = /^\s+at |^Node\.js v|^\s*[}\]^]*\s*$/;

/** The line that says best why a process ended, among its last ones. */
export function lastWords(lines: readonly string[]): string | undefined {
  const said = lines.filter(line => !STACK.test(line));
  const best = said.findLast(line => TELLING.test(line)) ?? said.at(-1);
  return best && best.length > 300 ? `${best.slice(0, 300)}…` : best?.trim();
}
