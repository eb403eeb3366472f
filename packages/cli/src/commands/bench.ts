import { CommandError, EXIT } from '../exitCodes';
import type { Locations } from '../locations';
import { findRunning } from '../platform/UpLock';
import { runBench } from '../testing/benchSuite';
import {
  describePlatform,
  platformDescriptionPath,
} from '../testing/describePlatform';
import { definedOnly } from '../tools/GoBuilder';

/** Runs benchmarks, on the local platform where one runs. Answers with the exit code. */
export async function runBenchmarks(
  locations: Locations,
  names: readonly string[],
  options: { short?: boolean; list?: boolean },
): Promise<number> {
  const { state } = locations;
  const running = findRunning(state);
  if (running) {
    await describePlatform({ state, port: running.port });
  }
  const abort = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => abort.abort());
  }
  const { code } = await runBench(
    {
      locations,
      env: definedOnly({
        ...process.env,
        CAIRN_TEST_PLATFORM: running
          ? platformDescriptionPath(state)
          : process.env.CAIRN_TEST_PLATFORM,
      }),
      say: line => process.stdout.write(`${line}\n`),
      signal: abort.signal,
    },
    [
      ...names,
      ...(options.short ? ['--short'] : []),
      ...(options.list ? ['--list'] : []),
    ],
  );
  if (abort.signal.aborted) {
    throw new CommandError('Interrupted.', EXIT.interrupted);
  }
  return code ?? EXIT.failed;
}
