import { join } from 'node:path';
import { EXIT } from '../exitCodes';
import type { Locations } from '../locations';
import { allParts } from '../parts/allParts';
import type { ExistingCluster } from '../cluster/reduceKubeconfig';
import { existingClusterPart } from '../parts/cluster';
import { writePortalConfiguration } from '../parts/portal';
import { baseEnvironment } from '../platform/baseEnvironment';
import { withNeeds } from '../platform/order';
import type { PortName } from '../platform/Part';
import { Platform } from '../platform/Platform';
import { portsFrom } from '../platform/ports';
import { requireFreePorts } from '../platform/preflight';
import { becomeRunning } from '../platform/UpLock';
import { Leftovers } from '../processes/Leftovers';
import { RotatingLog } from '../processes/RotatingLog';
import { formatDuration } from '../terminal/duration';
import { LiveView, PlainView, type View } from '../terminal/views';
import { TOOLS } from '../tools/definitions';
import { Toolbox } from '../tools/Toolbox';

/** How to run the platform. */
export interface UpOptions {
  locations: Locations;
  env: Readonly<Record<string, string | undefined>>;
  port: number;
  existing?: ExistingCluster;
  /** Start only these and what they need; all by default. */
  only?: readonly string[];
}

function makeView(): View {
  const startedAt = Date.now();
  return process.stdout.isTTY
    ? new LiveView(process.stdout, startedAt)
    : new PlainView(line => process.stdout.write(line), startedAt);
}

const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Resolves at the first signal that asks to stop; a second one forces it. */
function untilAskedToStop(): Promise<NodeJS.Signals> {
  return new Promise(resolve => {
    const force = () => {
      // The guards end all children once this process is gone.
      process.exit(EXIT.interrupted);
    };
    const ask = (signal: NodeJS.Signals) => {
      for (const name of STOP_SIGNALS) {
        process.off(name, ask);
        process.on(name, force);
      }
      resolve(signal);
    };
    for (const name of STOP_SIGNALS) {
      process.on(name, ask);
    }
  });
}

/** Runs the platform until it is asked to stop. Answers with the exit code. */
export async function runUp(options: UpOptions): Promise<number> {
  const { locations, port } = options;
  const lock = becomeRunning(locations.state, port);
  const stopped = untilAskedToStop();
  try {
    return await supervise(options, stopped);
  } finally {
    lock.release();
  }
}

async function supervise(
  options: UpOptions,
  stopped: Promise<NodeJS.Signals>,
): Promise<number> {
  const { locations, port, existing } = options;
  const ports = portsFrom(port);
  const leftovers = new Leftovers(locations.state);
  const left = await leftovers.end();
  const all = allParts({
    cache: locations.cache,
    existingCluster: existing && existingClusterPart(existing),
  });
  const parts = options.only ? withNeeds(all, options.only) : all;
  await requireFreePorts(parts, ports);
  await writePortalConfiguration({
    state: locations.state,
    ports,
    simulated: existing === undefined,
  });

  const view = makeView();
  if (left.length > 0) {
    view.say(`Ended what an earlier run left: ${left.join(', ')}.`);
  }
  const abort = new AbortController();
  let statusError: string | undefined;
  const buildLog = new RotatingLog(join(locations.state, 'logs', 'build.log'));
  const toolbox = new Toolbox({
    locations,
    env: options.env,
    signal: abort.signal,
    onLine: line => buildLog.line(line),
  });
  const platform = new Platform({
    parts,
    context: { root: locations.root, state: locations.state, ports },
    toolbox,
    leftovers,
    baseEnv: baseEnvironment(options.env),
    abort,
    onChange: status => view.update(status),
    onStatusError: reason => {
      // Every second would be noise.
      if (reason !== statusError) {
        statusError = reason;
        view.say(`The status cannot be written: ${reason}`);
      }
    },
  });
  const startedAt = Date.now();
  platform.start();
  if (!options.only) {
    // All of them, also those that no part needs: people call them by `./cairn kubectl` and the like.
    for (const { name } of TOOLS) {
      toolbox.tool(name).catch(() => {});
    }
  }
  announce(
    platform,
    parts.map(part => part.name),
    ports,
    view,
    startedAt,
  );

  const signal = await stopped;
  view.say('Stopping…');
  await platform.stop();
  await toolbox.settled();
  view.close();
  return signal === 'SIGINT' ? EXIT.interrupted : EXIT.ok;
}

function announce(
  platform: Platform,
  names: readonly string[],
  ports: Readonly<Record<PortName, number>>,
  view: View,
  startedAt: number,
) {
  const took = () => formatDuration((Date.now() - startedAt) / 1000);
  if (names.includes('portal')) {
    platform
      .ready('portal')
      .then(() =>
        view.say(
          `Cairn is open at http://localhost:${
            ports.portal
          } (after ${took()}).`,
        ),
      );
  }
  Promise.all(names.map(name => platform.ready(name))).then(() =>
    view.say(`Everything is ready (after ${took()}).`),
  );
}
