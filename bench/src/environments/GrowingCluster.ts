import { EventEmitter, once } from 'node:events';
import { NotFoundError } from '@backstage/errors';
import type {
  Cluster,
  Clusters,
  CollectionRef,
  KubernetesClient,
  KubernetesObject,
  WatchEvent,
} from '@cairn/plugin-clusters-node';
import { KINDS, objectOf } from './sampleEnvironments';

/** As many as an API server sends at once. */
const PAGE = 500;

/** A cluster `local` with the objects of so many environments, made when they are asked for, which tells what changes. */
export class GrowingCluster implements Clusters {
  readonly #environments: number;
  readonly #tell = new Map<string, (event: WatchEvent) => void>();
  #version = 1;
  /** Requests that were answered, beside probes, lists and watches: what looking at single objects costs. */
  requests = 0;

  constructor(environments: number) {
    this.#environments = environments;
  }

  list() {
    return [{ name: 'local', title: 'Local', simulated: true }];
  }

  get(name: string): Cluster {
    if (name !== 'local') {
      throw new NotFoundError(`There is no cluster ${name}`);
    }
    const client = this.#client();
    return {
      ...this.list()[0],
      writer: client,
      reader: client,
      readerAccess: async () => {
        throw new Error('Nobody asks this cluster for it');
      },
    };
  }

  /** Tells those who watch its kind that an object changed. */
  change(object: KubernetesObject): void {
    this.#version += 1;
    this.#tell.get(object.kind)?.({
      type: 'MODIFIED',
      object: {
        ...object,
        metadata: {
          ...object.metadata,
          resourceVersion: String(this.#version),
        },
      },
    });
  }

  #client(): KubernetesClient {
    const refuse = async () => {
      this.requests += 1;
      throw new Error('It is not there to be asked for single objects');
    };
    return {
      request: async ({ path }) => {
        if (path !== '/readyz') {
          this.requests += 1;
        }
        return { status: 200, warnings: [], body: 'ok' };
      },
      pathOf: refuse,
      get: refuse,
      list: refuse,
      identity: async () => 'the-cluster',
      version: async () => 'v1.36.0',
      pages: ref => this.#pages(ref),
      watch: (ref, options) => this.#watch(ref, options),
    };
  }

  async *#pages({ apiVersion, kind }: CollectionRef) {
    const known = KINDS.some(
      each => each.apiVersion === apiVersion && each.kind === kind,
    );
    for (let from = 0; from < this.#environments || from === 0; from += PAGE) {
      const count = known ? Math.min(PAGE, this.#environments - from) : 0;
      yield {
        resourceVersion: '1',
        objects: Array.from({ length: Math.max(0, count) }, (_, at) =>
          objectOf(kind, from + at),
        ),
      };
    }
  }

  async *#watch(
    { kind }: CollectionRef,
    { onOpen, signal }: Parameters<KubernetesClient['watch']>[1],
  ): AsyncGenerator<WatchEvent> {
    const events: WatchEvent[] = [];
    const bell = new EventEmitter();
    this.#tell.set(kind, event => {
      events.push(event);
      bell.emit('rung');
    });
    onOpen?.();
    for (;;) {
      signal.throwIfAborted();
      const event = events.shift();
      if (event) {
        yield event;
      } else {
        await once(bell, 'rung', { signal });
      }
    }
  }
}
