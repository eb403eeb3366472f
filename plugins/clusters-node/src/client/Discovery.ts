import { InputError } from '@backstage/errors';
import { z } from 'zod';
import type { KubernetesResponse, ObjectRef } from '../Clusters';
import { ClusterUnavailableError, KindNotFoundError } from '../errors';

/** A miss is believed for this long before the server is asked again. */
const MISS_MS = 2_000;

const resourceListSchema = z.looseObject({
  kind: z.literal('APIResourceList'),
  resources: z.array(
    z.looseObject({
      name: z.string(),
      kind: z.string(),
      namespaced: z.boolean(),
    }),
  ),
});

/** How a kind is served. */
export interface ServedKind {
  /** Plural name, as in paths. */
  resource: string;
  namespaced: boolean;
}

interface GroupVersion {
  kinds: Map<string, ServedKind>;
  fetchedAt: number;
}

/** Which kinds a cluster serves and where, asked once per group and version and again when a kind is missing. */
export class Discovery {
  readonly #cluster: string;
  readonly #send: (path: string) => Promise<KubernetesResponse>;
  readonly #known = new Map<string, Promise<GroupVersion>>();

  constructor(
    cluster: string,
    send: (path: string) => Promise<KubernetesResponse>,
  ) {
    this.#cluster = cluster;
    this.#send = send;
  }

  /** @throws KindNotFoundError */
  async served(apiVersion: string, kind: string): Promise<ServedKind> {
    const groupVersion = await this.#groupVersion(apiVersion);
    const found = groupVersion.kinds.get(kind);
    if (found) {
      return found;
    }
    if (Date.now() - groupVersion.fetchedAt > MISS_MS) {
      this.forget(apiVersion);
      const again = (await this.#groupVersion(apiVersion)).kinds.get(kind);
      if (again) {
        return again;
      }
    }
    throw new KindNotFoundError(
      `Cluster "${
        this.#cluster
      }" does not serve the kind ${kind} of ${apiVersion}`,
    );
  }

  /**
   * @throws KindNotFoundError
   * @throws InputError where a namespace is given for a kind that has none or the other way round, or a name would change
   * the path.
   */
  async pathOf(
    ref: Omit<ObjectRef, 'name'> & { name?: string },
  ): Promise<string> {
    const { resource, namespaced } = await this.served(
      ref.apiVersion,
      ref.kind,
    );
    if (!namespaced && ref.namespace !== undefined) {
      throw new InputError(
        `${ref.kind} of ${ref.apiVersion} does not live in a namespace`,
      );
    }
    if (namespaced && ref.namespace === undefined && ref.name !== undefined) {
      throw new InputError(
        `${ref.kind} "${ref.name}" needs a namespace to be found in`,
      );
    }
    return [
      rootOf(ref.apiVersion),
      ...(ref.namespace === undefined
        ? []
        : ['namespaces', segment(ref.namespace)]),
      resource,
      ...(ref.name === undefined ? [] : [segment(ref.name)]),
    ].join('/');
  }

  /** What is known of a group and version may be wrong: ask again the next time. */
  forget(apiVersion: string): void {
    this.#known.delete(apiVersion);
  }

  #groupVersion(apiVersion: string): Promise<GroupVersion> {
    const known = this.#known.get(apiVersion);
    if (known) {
      return known;
    }
    const fetched = this.#fetch(apiVersion);
    this.#known.set(apiVersion, fetched);
    fetched.catch(() => {
      if (this.#known.get(apiVersion) === fetched) {
        this.forget(apiVersion);
      }
    });
    return fetched;
  }

  async #fetch(apiVersion: string): Promise<GroupVersion> {
    const { status, body } = await this.#send(rootOf(apiVersion));
    if (status === 404) {
      return { kinds: new Map(), fetchedAt: Date.now() };
    }
    const parsed = resourceListSchema.safeParse(body);
    if (status !== 200 || !parsed.success) {
      throw new ClusterUnavailableError(
        `Cluster "${
          this.#cluster
        }" did not say which kinds of ${apiVersion} it serves (status ${status})`,
      );
    }
    const kinds = new Map<string, ServedKind>();
    for (const { name, kind, namespaced } of parsed.data.resources) {
      // `deployments/scale` and the like are not objects of their own.
      if (!name.includes('/')) {
        kinds.set(kind, { resource: name, namespaced });
      }
    }
    return { kinds, fetchedAt: Date.now() };
  }
}

function rootOf(apiVersion: string): string {
  const parts = apiVersion.split('/');
  if (parts.length > 2 || parts.some(part => part === '')) {
    throw new InputError(`"${apiVersion}" is not an apiVersion`);
  }
  return parts.length === 1
    ? `/api/${segment(apiVersion)}`
    : `/apis/${parts.map(segment).join('/')}`;
}

function segment(name: string): string {
  // The API server refuses the same as a name; here they would already lead elsewhere.
  if (name === '' || name === '.' || name === '..' || /[/%]/.test(name)) {
    throw new InputError(`"${name}" cannot be the name of an object`);
  }
  return encodeURIComponent(name);
}
