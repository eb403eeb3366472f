import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isError } from '@backstage/errors';
import { ClusterPendingError, ClusterUnavailableError } from '../errors';
import type { CredentialConfig } from '../config';
import { ExecCredential } from './ExecCredential';
import {
  parseKubeconfig,
  type KubeconfigContext,
  type Material,
} from './parseKubeconfig';

/** Everything that a connection needs; a new object whenever any of its files changed. */
export interface Access {
  /** URL of the API server, without a trailing slash. */
  server: string;
  /** PEM. */
  certificateAuthority?: string;
  tlsServerName?: string;
  clientCertificate?: { certificate: string; key: string };
  /** The bearer token now; undefined where a certificate speaks. */
  token(): Promise<string | undefined>;
  /** The server refused the credential. */
  refused(): void;
}

/** A plan is tens of requests in a moment; a look at the file before each would take longer than all else that Cairn does for them. */
const LOOK_EVERY_MS = 250;

interface Loaded {
  access: Access;
  files: string[];
  print: string;
  /** Of a clock that nobody sets. */
  lookedAt: number;
}

/**
 * The credential in a kubeconfig file, read at the first use and again a quarter of a second after the file, or one that it names,
 * changed. A file that is not there is a state, not an error at start: the local platform writes it once the cluster is ready.
 */
export class KubeconfigFile {
  readonly #cluster: string;
  readonly #config: CredentialConfig;
  #current?: Loaded;

  constructor(cluster: string, config: CredentialConfig) {
    this.#cluster = cluster;
    this.#config = config;
  }

  /** @throws ClusterUnavailableError where it cannot be read now. */
  async access(): Promise<Access> {
    try {
      const current = this.#current;
      if (current && (await isUnchanged(current))) {
        return current.access;
      }
      const loaded = await this.#load();
      this.#current = loaded;
      return loaded.access;
    } catch (error) {
      this.#current = undefined;
      throw this.#unavailable(error);
    }
  }

  async #load(): Promise<Loaded> {
    const path = this.#config.kubeconfig;
    const lookedAt = performance.now();
    // Printed before it is read: a change in between is seen next time.
    const ownPrint = await fingerprint([path]);
    const context = parseKubeconfig(await readFile(path, 'utf8'), {
      folder: dirname(path),
      context: this.#config.context,
    });
    const files = filesOf(context);
    const filesPrint = await fingerprint(files);
    const access = await accessOf(context);
    return {
      access,
      files: [path, ...files],
      print: [ownPrint, filesPrint].filter(Boolean).join('|'),
      lookedAt,
    };
  }

  #unavailable(error: unknown): ClusterUnavailableError {
    const path = this.#config.kubeconfig;
    if (isError(error) && error.code === 'ENOENT') {
      const missing = typeof error.path === 'string' ? error.path : path;
      return new ClusterPendingError(
        `Cluster "${
          this.#cluster
        }" cannot be used: its credential is not there yet: ${missing} is written once the cluster is ready`,
      );
    }
    return new ClusterUnavailableError(
      `Cluster "${this.#cluster}" cannot be used: ${path}: ${
        isError(error) ? error.message : String(error)
      }`,
    );
  }
}

async function isUnchanged(loaded: Loaded): Promise<boolean> {
  const now = performance.now();
  if (now - loaded.lookedAt < LOOK_EVERY_MS) {
    return true;
  }
  const isSame = (await fingerprint(loaded.files)) === loaded.print;
  if (isSame) {
    loaded.lookedAt = now;
  }
  return isSame;
}

async function accessOf(context: KubeconfigContext): Promise<Access> {
  const { authentication } = context;
  const shared = {
    server: context.server,
    certificateAuthority: await contentOf(context.certificateAuthority),
    tlsServerName: context.tlsServerName,
  };
  switch (authentication.type) {
    case 'certificate': {
      const [certificate, key] = await Promise.all([
        contentOf(authentication.certificate),
        contentOf(authentication.key),
      ]);
      return {
        ...shared,
        clientCertificate: { certificate: certificate ?? '', key: key ?? '' },
        token: async () => undefined,
        refused: () => {},
      };
    }
    case 'exec': {
      const credential = new ExecCredential(authentication.plugin);
      return {
        ...shared,
        token: () => credential.token(),
        refused: () => credential.forget(),
      };
    }
    default: {
      const token = (await contentOf(authentication.token))?.trim();
      return { ...shared, token: async () => token, refused: () => {} };
    }
  }
}

function filesOf(context: KubeconfigContext): string[] {
  const { authentication } = context;
  const materials: Array<Material | undefined> = [context.certificateAuthority];
  if (authentication.type === 'token') {
    materials.push(authentication.token);
  } else if (authentication.type === 'certificate') {
    materials.push(authentication.certificate, authentication.key);
  }
  return materials.flatMap(material =>
    material && 'file' in material ? [material.file] : [],
  );
}

async function contentOf(
  material: Material | undefined,
): Promise<string | undefined> {
  if (!material) {
    return undefined;
  }
  return 'value' in material ? material.value : readFile(material.file, 'utf8');
}

async function fingerprint(files: string[]): Promise<string> {
  const prints = await Promise.all(
    files.map(async file => {
      const { ino, size, mtimeMs } = await stat(file);
      return `${ino}:${size}:${mtimeMs}`;
    }),
  );
  return prints.join('|');
}
