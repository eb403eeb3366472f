import type { LocalPlatformStatus } from '@cairn/plugin-platform-common';
import { EXIT } from '../exitCodes';
import { readStatus } from '../platform/StatusFile';
import { findRunning } from '../platform/UpLock';
import { formatDuration } from '../terminal/duration';
import { componentLine, summaryLine } from '../terminal/statusText';

/** It is written every two seconds; older than this, its writer cannot write or does not get to it. In milliseconds. */
const STALE_MS = 15_000;

/** How the platform is: what its process said last, or that everything is stopped where it runs no more. */
async function currentStatus(
  state: string,
): Promise<{ running: boolean; status?: LocalPlatformStatus }> {
  const running = findRunning(state);
  const status = await readStatus(state);
  if (!status || running?.pid === status.pid) {
    return { running: running !== undefined, status };
  }
  return {
    running: running !== undefined,
    status: {
      ...status,
      components: status.components.map(component => ({
        ...component,
        state: 'stopped' as const,
        since: component.state === 'stopped' ? component.since : status.time,
        pid: undefined,
        progress: undefined,
      })),
    },
  };
}

/** Prints how the platform is. Answers with the exit code. */
export async function runStatus(
  state: string,
  output: 'text' | 'json',
): Promise<number> {
  const { running, status } = await currentStatus(state);
  const components = status?.components ?? [];
  if (output === 'json') {
    const empty: LocalPlatformStatus = {
      version: 1,
      time: new Date().toISOString(),
      pid: 0,
      components: [],
    };
    process.stdout.write(`${JSON.stringify(status ?? empty, null, 2)}\n`);
  } else {
    const now = Date.now();
    for (const component of components) {
      const pid = component.pid ? `, process ${component.pid}` : '';
      process.stdout.write(`${componentLine(component, now)}${pid}\n`);
    }
    process.stdout.write(
      running
        ? `\n${summaryLine(components)}.\n`
        : 'Cairn does not run. `./cairn up` starts it.\n',
    );
  }
  if (!running) {
    return EXIT.notRunning;
  }
  const age = status ? Date.now() - Date.parse(status.time) : 0;
  if (age > STALE_MS) {
    process.stderr.write(
      `This is ${formatDuration(
        age / 1000,
      )} old: the process that keeps it cannot write. Is the disk full?\n`,
    );
    return EXIT.notReady;
  }
  return components.every(({ state: it }) => it === 'ready')
    ? EXIT.ok
    : EXIT.notReady;
}
