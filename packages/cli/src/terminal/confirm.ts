import { createInterface } from 'node:readline/promises';
import { CommandError, EXIT } from '../exitCodes';

/**
 * Asks a yes-or-no question and returns only after a yes.
 *
 * @param question - For example `Delete them?`; the answer that Enter gives is no.
 * @throws CommandError after any other answer, or where nobody sits at a terminal.
 */
export async function confirm(question: string): Promise<void> {
  if (!process.stdin.isTTY) {
    throw new CommandError(
      'There is nobody to ask. Give --yes to agree to the above.',
      EXIT.usage,
    );
  }
  const terminal = createInterface({
    input: process.stdin,
    output: process.stderr,
  });
  try {
    const answer = await terminal.question(`${question} [y/N] `);
    if (!/^y(es)?$/i.test(answer.trim())) {
      throw new CommandError('Nothing was changed.', EXIT.interrupted);
    }
  } finally {
    terminal.close();
  }
}
