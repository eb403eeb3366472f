import { resolve } from 'node:path';
import { CommandError, EXIT } from '../exitCodes';
import type { Locations } from '../locations';
import { allParts } from '../parts/allParts';
import {
  reduceKubeconfig,
  type ExistingCluster,
  type ReducedKubeconfig,
} from '../cluster/reduceKubeconfig';
import { existingClusterPart } from '../parts/cluster';
import { findRunning } from '../platform/UpLock';
import { confirm } from '../terminal/confirm';
import { upDetached } from './detachedUp';
import { runUp } from './up';

/** Options of `up` as they were typed. */
export interface UpArguments {
  detach?: boolean;
  port: number;
  kubeconfig?: string;
  context?: string;
  yes?: boolean;
  /** Comma-separated names of parts. */
  parts?: string;
}

/** Starts the platform in the foreground or the background. Answers with the exit code. */
export async function up(
  locations: Locations,
  args: UpArguments,
): Promise<number> {
  if (args.context && !args.kubeconfig) {
    throw new CommandError(
      '--context chooses a context of --kubeconfig FILE; give that too.',
      EXIT.usage,
    );
  }
  const existing = args.kubeconfig
    ? { kubeconfig: resolve(args.kubeconfig), context: args.context }
    : undefined;
  if (existing && !findRunning(locations.state)) {
    const config = await reduceKubeconfig(existing);
    if (!args.yes) {
      await askToInstall(locations, existing, config);
    }
  }
  if (args.detach) {
    const parts = args.parts ? ['--parts', args.parts] : [];
    const rest = existing
      ? [
          '--yes',
          '--kubeconfig',
          existing.kubeconfig,
          ...(existing.context ? ['--context', existing.context] : []),
        ]
      : [];
    await upDetached(locations, [
      '--port',
      String(args.port),
      ...parts,
      ...rest,
    ]);
    return EXIT.ok;
  }
  return runUp({
    locations,
    env: process.env,
    port: args.port,
    existing,
    only: args.parts?.split(','),
  });
}

/** Shows what would be made in an existing cluster, and asks. */
async function askToInstall(
  locations: Locations,
  existing: ExistingCluster,
  config: ReducedKubeconfig,
): Promise<void> {
  const parts = allParts({
    cache: locations.cache,
    existingCluster: existingClusterPart(existing),
  });
  process.stdout.write(
    `Cairn would make these in ${config.server} (context "${config.context}"):\n\n`,
  );
  for (const part of parts) {
    for (const line of (await part.installs?.(locations.root)) ?? []) {
      process.stdout.write(`  ${line}\n`);
    }
  }
  process.stdout.write('\n');
  await confirm('Install them?');
}
