import { NotFoundError } from '@backstage/errors';
import type {
  Cluster,
  Clusters,
  CollectionRef,
  KubernetesClient,
  KubernetesObject,
} from '@cairn/plugin-clusters-node';

/** A cluster whose API server is a list of objects that never change. */
export class MemoryClusters implements Clusters {
  readonly #objects: readonly KubernetesObject[];

  constructor(objects: readonly KubernetesObject[]) {
    this.#objects = objects;
  }

  list() {
    return [{ name: 'memory', title: 'Memory', simulated: true }];
  }

  get(name: string): Cluster {
    if (name !== 'memory') {
      throw new NotFoundError(`There is no cluster ${name}`);
    }
    const objects = this.#objects;
    const refuse = async () => {
      throw new Error('Nobody asks this cluster for it');
    };
    const client: KubernetesClient = {
      request: async () => ({ status: 200, warnings: [], body: 'ok' }),
      pathOf: refuse,
      get: refuse,
      list: refuse,
      identity: refuse,
      version: refuse,
      async *pages({ apiVersion, kind }: CollectionRef) {
        yield {
          resourceVersion: '1',
          objects: objects.filter(
            each => each.apiVersion === apiVersion && each.kind === kind,
          ),
        };
      },
      async *watch(_, { onOpen, signal }) {
        onOpen?.();
        await new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
        });
        yield* [];
      },
    };
    return {
      ...this.list()[0],
      writer: client,
      reader: client,
      readerAccess: refuse,
    };
  }
}
