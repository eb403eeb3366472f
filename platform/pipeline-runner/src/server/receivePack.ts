import { Transform } from 'node:stream';

/** Commands of a push stand at its beginning; more than this is looked through for no push. */
const MAX_BYTES = 64 * 1024;

const COMMAND = /^[0-9a-f]{40,64} ([0-9a-f]{40,64}) (refs\/[^\0\n]+)/;

/** A reference that a push moves. */
export interface Command {
  ref: string;
  /** Zeros: it is deleted. */
  sha: string;
}

/**
 * Reads the commands at the beginning of a push (`git-receive-pack`, a packet a command, until an empty one).
 *
 * @returns `undefined` while they are not complete.
 */
export function readCommands(bytes: Buffer): Command[] | undefined {
  const commands: Command[] = [];
  let at = 0;
  for (;;) {
    const head = bytes.toString('latin1', at, at + 4);
    const length = /^[0-9a-f]{4}$/.test(head) ? parseInt(head, 16) : undefined;
    if (length === undefined) {
      return head.length < 4 ? undefined : commands;
    }
    if (length < 4) {
      return commands;
    }
    if (at + length > bytes.length) {
      return undefined;
    }
    const packet = bytes.toString('utf8', at + 4, at + length);
    const [, sha, ref] = COMMAND.exec(packet) ?? [];
    if (sha !== undefined && ref !== undefined) {
      commands.push({ ref, sha });
    }
    at += length;
  }
}

/** Passes a push on as it is, and tells its commands before the bytes that complete them. */
export function watchCommands(
  onCommand: (command: Command) => void,
): Transform {
  let seen: Buffer | undefined = Buffer.alloc(0);
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (seen) {
        seen = Buffer.concat([seen, chunk]);
        const commands = readCommands(seen);
        commands?.forEach(onCommand);
        if (commands || seen.length > MAX_BYTES) {
          seen = undefined;
        }
      }
      done(undefined, chunk);
    },
  });
}
