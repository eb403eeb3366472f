import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { InputError } from '@backstage/errors';
import { parse, stringify } from 'yaml';
import { z } from 'zod';

/** Which cluster is used instead of one of our own. */
export interface ExistingCluster {
  kubeconfig: string;
  /** The file's current one by default. */
  context?: string;
}

/** A kubeconfig of one context. */
export interface ReducedKubeconfig {
  /** Address of the API server. */
  server: string;
  context: string;
  /** The file's content; it says where other files are by absolute paths. */
  text: string;
}

const named = <T extends z.ZodType>(key: string, content: T) =>
  z.array(z.looseObject({ name: z.string(), [key]: content }));

const schema = z.looseObject({
  'current-context': z.string().optional(),
  clusters: named('cluster', z.looseObject({ server: z.string() })),
  users: named('user', z.looseObject({})),
  contexts: z.array(
    z.looseObject({
      name: z.string(),
      context: z.looseObject({ cluster: z.string(), user: z.string() }),
    }),
  ),
});

/** Keys whose values are paths, relative to the file that they stand in. */
const PATHS = [
  'certificate-authority',
  'client-certificate',
  'client-key',
  'tokenFile',
];

function withAbsolutePaths(value: unknown, folder: string): unknown {
  if (Array.isArray(value)) {
    return value.map(it => withAbsolutePaths(it, folder));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, it]) => [
      key,
      typeof it === 'string' && it !== '' && PATHS.includes(key)
        ? resolve(folder, it)
        : withAbsolutePaths(it, folder),
    ]),
  );
}

/**
 * Reads a kubeconfig and leaves one context of it, with its cluster and its user.
 *
 * @throws InputError where it cannot be read, or has no such context.
 */
export async function reduceKubeconfig(
  existing: ExistingCluster,
): Promise<ReducedKubeconfig> {
  const { kubeconfig } = existing;
  let config: z.infer<typeof schema>;
  try {
    config = schema.parse(parse(await readFile(kubeconfig, 'utf8')));
  } catch (error) {
    throw new InputError(`${kubeconfig} cannot be read as a kubeconfig`, error);
  }
  const name = existing.context ?? config['current-context'] ?? '';
  const context = config.contexts.find(it => it.name === name);
  if (!context) {
    throw new InputError(
      `${kubeconfig} has no context "${name}". It has: ${
        config.contexts.map(it => it.name).join(', ') || 'none'
      }. Choose one with --context NAME.`,
    );
  }
  const cluster = config.clusters.find(
    it => it.name === context.context.cluster,
  );
  const user = config.users.find(it => it.name === context.context.user);
  const address = z
    .object({ cluster: z.object({ server: z.string() }) })
    .safeParse(cluster);
  if (!address.success || !user) {
    throw new InputError(
      `Context "${name}" of ${kubeconfig} names a cluster or a user that is not in the file.`,
    );
  }
  return {
    server: address.data.cluster.server,
    context: name,
    text: stringify(
      withAbsolutePaths(
        {
          apiVersion: 'v1',
          kind: 'Config',
          clusters: [cluster],
          users: [user],
          contexts: [context],
          'current-context': name,
        },
        dirname(kubeconfig),
      ),
    ),
  };
}
