import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandError, EXIT } from '../exitCodes';
import { kubeconfigPath } from '../cluster/layout';
import type { Locations } from '../locations';
import { argocdTokenFile } from '../parts/argocd';
import type { ToolName } from '../platform/Part';
import { portsFrom } from '../platform/ports';
import { findRunning } from '../platform/UpLock';
import { Toolbox } from '../tools/Toolbox';

async function toolPath(locations: Locations, name: ToolName): Promise<string> {
  const toolbox = new Toolbox({
    locations,
    env: process.env,
    signal: new AbortController().signal,
    onLine: () => {},
  });
  const timer = setTimeout(
    () => process.stderr.write(`cairn: building ${name} first…\n`),
    2000,
  );
  try {
    return (await toolbox.tool(name)).path;
  } finally {
    clearTimeout(timer);
  }
}

/** Runs a program in the terminal. Answers with its exit code. */
function runHere(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args], {
      stdio: 'inherit',
      env: { ...process.env, ...env },
    });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => child.kill(signal));
    }
    child.once('error', reject);
    child.once('exit', code => resolve(code ?? EXIT.interrupted));
  });
}

/**
 * `./cairn kubectl …`: kubectl as administrator of the local cluster.
 *
 * @throws CommandError where there is no cluster yet.
 */
export async function runKubectl(
  locations: Locations,
  args: readonly string[],
): Promise<number> {
  const kubeconfig = kubeconfigPath(locations.state, 'admin');
  if (!existsSync(kubeconfig)) {
    throw new CommandError(
      'There is no cluster yet. `./cairn up` starts one.',
      EXIT.notRunning,
    );
  }
  return runHere(await toolPath(locations, 'kubectl'), args, {
    KUBECONFIG: kubeconfig,
  });
}

/**
 * `./cairn argocd …`: Argo CD's own command line with Cairn's token.
 *
 * @throws CommandError where Argo CD does not run yet.
 */
export async function runArgocd(
  locations: Locations,
  args: readonly string[],
): Promise<number> {
  const running = findRunning(locations.state);
  const token = await readFile(argocdTokenFile(locations.state), 'utf8').catch(
    () => undefined,
  );
  if (!running || !token) {
    throw new CommandError(
      'Argo CD does not run yet. `./cairn up` starts it, `./cairn status` says how far it is.',
      EXIT.notRunning,
    );
  }
  const { argocdServer } = portsFrom(running.port);
  return runHere(await toolPath(locations, 'argocd'), args, {
    ARGOCD_SERVER: `127.0.0.1:${argocdServer}`,
    ARGOCD_AUTH_TOKEN: token.trim(),
    ARGOCD_OPTS: '--plaintext',
    ARGOCD_CONFIG_DIR: join(locations.state, 'data', 'argocd', 'cli'),
  });
}
