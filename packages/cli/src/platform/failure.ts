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

/** What says most, first. */
const TELLING = [
  FULL_DISK,
  /^(panic|fatal error|fatal|error)\b|"level":"(panic|fatal|error)"/i,
  /error|fatal|panic|cannot|failed|refused|denied/i,
];
/** Frames of stacks of Node and Go, brackets, and what Node says after a crash. */
const STACK =
  /^\s+at |^Node\.js v|^\s*[}\]^]*\s*$|\(0x[0-9a-f]|^goroutine \d|^\t/;

/** The line that says best why a process ended, among its last ones. */
export function lastWords(lines: readonly string[]): string | undefined {
  const said = lines.filter(line => !STACK.test(line));
  const best =
    TELLING.map(pattern => said.findLast(line => pattern.test(line))).find(
      Boolean,
    ) ?? said.at(-1);
  return best && best.length > 300 ? `${best.slice(0, 300)}…` : best?.trim();
}
