import {
  ClusterUnavailableError,
  type Cluster,
  type Clusters,
  type KubernetesRequest,
} from '@cairn/plugin-clusters-node';
import { z } from 'zod';

const patchSchema = z.object({ data: z.record(z.string(), z.string()) });

/** One cluster `local` of which only the ConfigMap of the ledger is known. */
export class MemoryAnchors implements Clusters {
  /** Data of the ConfigMap; undefined where there is none. */
  data: Record<string, string> | undefined = {};
  /** Why the cluster cannot be reached; undefined while it can. */
  away: string | undefined;
  /** Called after each write. */
  onWrite = () => {};

  list() {
    return [{ name: 'local', title: 'Local', simulated: true }];
  }

  get(name: string): Cluster {
    const refuse = async () => {
      throw new Error('not part of this test');
    };
    const refuseToStream = () => {
      throw new Error('not part of this test');
    };
    const client = {
      pages: refuseToStream,
      watch: refuseToStream,
      pathOf: refuse,
      list: refuse,
      identity: async () => {
        this.#requireReachable();
        return 'cluster-1';
      },
      version: async () => 'v1.36.0',
      get: async () => {
        this.#requireReachable();
        return this.data
          ? {
              apiVersion: 'v1',
              kind: 'ConfigMap',
              metadata: { name: 'cairn-ledger', namespace: 'cairn-system' },
              data: { ...this.data },
            }
          : undefined;
      },
      request: async ({ body }: KubernetesRequest) => {
        this.#requireReachable();
        this.data = { ...this.data, ...patchSchema.parse(body).data };
        this.onWrite();
        return { status: 200, warnings: [], body: {} };
      },
    };
    return {
      name,
      title: 'Local',
      simulated: true,
      writer: client,
      reader: client,
      readerAccess: refuse,
    };
  }

  #requireReachable(): void {
    if (this.away) {
      throw new ClusterUnavailableError(this.away);
    }
  }
}
