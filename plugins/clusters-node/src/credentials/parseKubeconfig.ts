import { isAbsolute, resolve } from 'node:path';
import { InputError } from '@backstage/errors';
import { parse } from 'yaml';
import { z } from 'zod';

/** Something that is either in the kubeconfig or in a file that it names. */
export type Material = { value: string } | { file: string };

/** A command that prints a credential (`client.authentication.k8s.io`). */
export interface ExecPlugin {
  apiVersion: string;
  command: string;
  args: string[];
  env: Record<string, string>;
}

/** How a request proves who it is. */
export type Authentication =
  | { type: 'token'; token: Material }
  | { type: 'certificate'; certificate: Material; key: Material }
  | { type: 'exec'; plugin: ExecPlugin };

/** What one context of a kubeconfig says. */
export interface KubeconfigContext {
  /** URL of the API server, without a trailing slash. */
  server: string;
  /** PEM. Absent: the system's authorities. */
  certificateAuthority?: Material;
  /** Name to verify in the server's certificate where it is not the URL's host. */
  tlsServerName?: string;
  authentication: Authentication;
}

const clusterSchema = z.looseObject({
  server: z.url({ protocol: /^https?$/ }),
  'certificate-authority': z.string().optional(),
  'certificate-authority-data': z.string().optional(),
  'insecure-skip-tls-verify': z.boolean().optional(),
  'tls-server-name': z.string().optional(),
  'proxy-url': z.string().optional(),
});

const userSchema = z.looseObject({
  token: z.string().optional(),
  tokenFile: z.string().optional(),
  'client-certificate': z.string().optional(),
  'client-certificate-data': z.string().optional(),
  'client-key': z.string().optional(),
  'client-key-data': z.string().optional(),
  exec: z
    .looseObject({
      apiVersion: z.string(),
      command: z.string().min(1),
      args: z.array(z.string()).nullish(),
      env: z
        .array(z.looseObject({ name: z.string(), value: z.string() }))
        .nullish(),
    })
    .optional(),
});

const contextSchema = z.looseObject({ cluster: z.string(), user: z.string() });

const kubeconfigSchema = z.looseObject({
  'current-context': z.string().optional(),
  clusters: z.array(
    z.looseObject({ name: z.string(), cluster: clusterSchema }),
  ),
  users: z.array(z.looseObject({ name: z.string(), user: userSchema })),
  contexts: z.array(
    z.looseObject({ name: z.string(), context: contextSchema }),
  ),
});

/**
 * Reads one context of a kubeconfig. Errors never repeat its content.
 *
 * @param options.folder - Relative paths in it begin here.
 * @throws InputError where it is not a kubeconfig, or asks for what is refused: TLS that is not verified, plain HTTP to
 * another machine, proxies.
 */
export function parseKubeconfig(
  text: string,
  options: { folder: string; context?: string },
): KubeconfigContext {
  const parsed = kubeconfigSchema.safeParse(parseYaml(text));
  if (!parsed.success) {
    const fields = parsed.error.issues.map(issue => issue.path.join('.'));
    throw new InputError(
      `it is not a kubeconfig (see ${
        [...new Set(fields)].join(', ') || 'its beginning'
      })`,
    );
  }
  const kubeconfig = parsed.data;
  const contextName = options.context ?? kubeconfig['current-context'];
  if (!contextName) {
    throw new InputError(
      'it has no current context; name one in the configuration',
    );
  }
  const { context } = entryOf(kubeconfig.contexts, 'context', contextName);
  const { cluster } = entryOf(kubeconfig.clusters, 'cluster', context.cluster);
  const { user } = entryOf(kubeconfig.users, 'user', context.user);

  const server = new URL(cluster.server);
  if (cluster['insecure-skip-tls-verify']) {
    throw new InputError(
      'it turns off the verification of TLS, which Cairn does not accept; give it the certificate authority of the server',
    );
  }
  if (server.protocol === 'http:' && !isLoopback(server.hostname)) {
    throw new InputError(
      'its server is plain HTTP on another machine, which Cairn does not accept; use https',
    );
  }
  if (cluster['proxy-url']) {
    throw new InputError('its cluster has a proxy-url, which is not supported');
  }

  return {
    server: cluster.server.replace(/\/+$/, ''),
    certificateAuthority: materialOf(
      cluster['certificate-authority-data'],
      cluster['certificate-authority'],
      options.folder,
    ),
    tlsServerName: cluster['tls-server-name'],
    authentication: authenticationOf(user, context.user, options.folder),
  };
}

function parseYaml(text: string): unknown {
  try {
    return parse(text, { prettyErrors: false });
  } catch {
    throw new InputError('it is not YAML');
  }
}

function entryOf<T extends { name: string }>(
  entries: T[],
  what: string,
  name: string,
): T {
  const entry = entries.find(candidate => candidate.name === name);
  if (!entry) {
    throw new InputError(`it has no ${what} named "${name}"`);
  }
  return entry;
}

function authenticationOf(
  user: z.infer<typeof userSchema>,
  name: string,
  folder: string,
): Authentication {
  if (user.exec) {
    return {
      type: 'exec',
      plugin: {
        apiVersion: user.exec.apiVersion,
        command:
          user.exec.command.includes('/') && !isAbsolute(user.exec.command)
            ? resolve(folder, user.exec.command)
            : user.exec.command,
        args: user.exec.args ?? [],
        env: Object.fromEntries(
          (user.exec.env ?? []).map(entry => [entry.name, entry.value]),
        ),
      },
    };
  }
  // As in kubectl, the file wins: it is the one that is renewed.
  if (user.tokenFile) {
    return {
      type: 'token',
      token: { file: resolve(folder, user.tokenFile) },
    };
  }
  if (user.token) {
    return { type: 'token', token: { value: user.token } };
  }
  const certificate = materialOf(
    user['client-certificate-data'],
    user['client-certificate'],
    folder,
  );
  const key = materialOf(user['client-key-data'], user['client-key'], folder);
  if (certificate && key) {
    return { type: 'certificate', certificate, key };
  }
  throw new InputError(
    `its user "${name}" has neither a token, nor a client certificate with its key, nor an exec plugin`,
  );
}

function materialOf(
  base64: string | undefined,
  path: string | undefined,
  folder: string,
): Material | undefined {
  if (base64) {
    return { value: Buffer.from(base64, 'base64').toString('utf8') };
  }
  return path ? { file: resolve(folder, path) } : undefined;
}

function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname === '[::1]' ||
    /^127(\.\d{1,3}){3}$/.test(hostname)
  );
}
