import { CommandError, EXIT } from '../exitCodes';

/**
 * Runs what only watches something that goes on elsewhere. Ctrl-C ends the watching, and says that it goes on.
 *
 * @throws CommandError with `farewell()` when it was interrupted.
 */
export async function interruptible(
  watch: (signal: AbortSignal) => Promise<void>,
  farewell: () => string,
): Promise<void> {
  const abort = new AbortController();
  const stop = () => abort.abort();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  try {
    await watch(abort.signal);
  } catch (error) {
    if (!abort.signal.aborted) {
      throw error;
    }
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  }
  if (abort.signal.aborted) {
    throw new CommandError(farewell(), EXIT.interrupted);
  }
}
