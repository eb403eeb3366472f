import { NotFoundError } from '@backstage/errors';
import {
  isSuccess,
  statusError,
  type Clusters,
} from '@cairn/plugin-clusters-node';
import { z } from 'zod';
import type { LedgerHead } from '../store/LedgerStore';

const REF = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  namespace: 'cairn-system',
  name: 'cairn-ledger',
};
const PATH = `/api/v1/namespaces/${REF.namespace}/configmaps/${REF.name}`;

/** Sequence, hash and time; the admission policy of the ConfigMap knows this form as well (`platform/access`). */
const FORM = /^([1-9][0-9]{0,14}) ([0-9a-f]{64}) ([0-9T:.-]{10,30}Z)$/;

const dataSchema = z.object({
  data: z.record(z.string(), z.string()).default({}),
});

/** The head of one ledger as it stands in a cluster. */
export interface ClusterAnchor {
  installation: string;
  /** Undefined where what stands there is no anchor. */
  anchor?: { sequence: number; hash: string; at: string };
}

/**
 * The head of the ledger in the ConfigMap `cairn-ledger` of a cluster: an entry for each ledger that ever wrote there, by its
 * installation id. An admission policy lets the writer only add entries and move them forward.
 */
export class ClusterAnchors {
  readonly #clusters: Clusters;

  constructor(clusters: Clusters) {
    this.#clusters = clusters;
  }

  list(): string[] {
    return this.#clusters.list().map(({ name }) => name);
  }

  /** @throws where the cluster gives no answer, or does not have the ConfigMap */
  async read(
    cluster: string,
    options: { signal?: AbortSignal },
  ): Promise<ClusterAnchor[]> {
    const object = await this.#clusters.get(cluster).reader.get(REF, options);
    if (!object) {
      throw new NotFoundError(
        `There is no ConfigMap ${REF.namespace}/${REF.name} in cluster "${cluster}". Apply platform/access to it.`,
      );
    }
    const { data } = dataSchema.parse(object);
    return Object.entries(data).map(([installation, text]) => {
      const [, sequence, hash, at] = FORM.exec(text) ?? [];
      return {
        installation,
        ...(hash && { anchor: { sequence: Number(sequence), hash, at } }),
      };
    });
  }

  /** @throws where the cluster gives no answer, or refuses */
  async write(
    cluster: string,
    head: LedgerHead,
    at: Date,
    options: { signal?: AbortSignal },
  ): Promise<void> {
    const response = await this.#clusters.get(cluster).writer.request({
      method: 'PATCH',
      path: PATH,
      contentType: 'application/merge-patch+json',
      query: { fieldManager: 'cairn-ledger' },
      body: {
        data: {
          [head.installation]: `${head.sequence} ${
            head.hash
          } ${at.toISOString()}`,
        },
      },
      ...options,
    });
    if (!isSuccess(response)) {
      throw statusError(response, `write ConfigMap "${REF.name}"`);
    }
  }
}

/** For people: where the anchor of a cluster is. */
export function clusterPlace(cluster: string): string {
  return `ConfigMap ${REF.namespace}/${REF.name} in ${cluster}`;
}
