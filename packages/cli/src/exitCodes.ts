import { CustomErrorBase } from '@backstage/errors';

/** What the exit codes of `./cairn` mean. Documented in the package's README and in docs/cli.md. */
export const EXIT = {
  ok: 0,
  failed: 1,
  usage: 2,
  notRunning: 3,
  alreadyRunning: 4,
  portBusy: 5,
  notReady: 6,
  notLoggedIn: 7,
  denied: 8,
  notFound: 9,
  conflict: 10,
  interrupted: 130,
} as const;

/** An error that a person can act on, with the exit code that a script can. */
export class CommandError extends CustomErrorBase {
  readonly name = 'CommandError';

  constructor(message: string, readonly exitCode: number, cause?: unknown) {
    super(message, cause);
  }
}
