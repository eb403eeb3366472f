import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Benchmark, BenchmarkContext } from '../Benchmark';
import { compareAlternating, roundsOf, timed } from '../compare';
import { atMost, ratioAtMost } from '../figures';
import { readPlatform } from '../platform';
import { approveLogin, signIn } from '../signIn';
import { median } from '../statistics';

const CAIRN = resolve(__dirname, '..', '..', '..', 'cairn');

/** Runs a program to its end. */
async function run(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const child = spawn(command, args, {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', chunk => {
    said += String(chunk);
  });
  const [code] = await once(child, 'close');
  if (code !== 0) {
    throw new Error(
      `${command} ${args.join(' ')} ended with ${code}: ${said.trim()}`,
    );
  }
}

/** Logs the command line in, in a home of its own. */
async function logIn(portalUrl: string, env: NodeJS.ProcessEnv) {
  const token = await signIn(portalUrl, 'amara.okafor');
  const child = spawn(CAIRN, ['login', '--no-browser'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith(`${portalUrl}/api/auth/`)) {
      await approveLogin(portalUrl, line, token);
    }
  }
  const [code] = await closed;
  if (code !== 0) {
    throw new Error(`./cairn login ended with ${code}.`);
  }
}

async function measure(context: BenchmarkContext) {
  const platform = readPlatform(context.platformFile);
  const home = join(context.folder, 'home');
  await mkdir(home);
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    HOME: home,
    XDG_CONFIG_HOME: undefined,
    XDG_DATA_HOME: undefined,
    CAIRN_PORTAL: platform.portalUrl,
    KUBECONFIG: platform.kubeconfig.reader,
  };
  const kubectl = process.env.CAIRN_TOOL_KUBECTL ?? 'kubectl';
  context.progress('logging in');
  await logIn(platform.portalUrl, env);
  context.progress('./cairn env list against kubectl get ns');
  const listing = await compareAlternating(
    {
      ours: () => timed(() => run(CAIRN, ['env', 'list'], env)),
      theirs: () => timed(() => run(kubectl, ['get', 'ns'], env)),
    },
    roundsOf(context.length, 15, 3),
  );
  context.progress('./cairn version and ./cairn env list --help');
  const starts = await compareAlternating(
    {
      ours: () => timed(() => run(CAIRN, ['version'], env)),
      theirs: () => timed(() => run(CAIRN, ['env', 'list', '--help'], env)),
    },
    roundsOf(context.length, 15, 3),
  );
  return {
    figures: [
      ratioAtMost('cairn env list / kubectl get ns', listing, 3),
      atMost('cairn env list', median(listing.ours), 'ms', 400, listing.ours),
      {
        name: 'kubectl get ns',
        value: median(listing.theirs),
        unit: 'ms',
        rounds: listing.theirs,
      },
      atMost('cairn version', median(starts.ours), 'ms', 300, starts.ours),
      atMost(
        'cairn env list --help',
        median(starts.theirs),
        'ms',
        300,
        starts.theirs,
      ),
    ],
    notes: [
      'Each is the whole of it, from starting the launcher to its end; the bundle and the compile cache are there, as after the first command.',
    ],
  };
}

/** Number 13: what a command costs before it does anything. */
export const cliStart: Benchmark = {
  name: 'cli-start',
  title: 'CLI: cairn env list against kubectl get ns',
  needsPlatform: true,
  run: measure,
};
