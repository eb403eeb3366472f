import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Clusters } from '@cairn/plugin-clusters-node';
import type { Observation } from '@cairn/plugin-health-common';
import type {
  HealthSource,
  Place,
  PlaceFacts,
} from '@cairn/plugin-health-node';
import { ClusterWatch } from './ClusterWatch';

type Listener = (places: Array<Pick<Place, 'cluster' | 'namespace'>>) => void;

/** Workloads, pods and events of every configured cluster, read with the reader's credential. */
export class KubernetesHealthSource implements HealthSource {
  readonly id = 'kubernetes';
  readonly #watches: Map<string, ClusterWatch>;
  readonly #listeners = new Set<Listener>();

  constructor(options: { clusters: Clusters; logger: LoggerService }) {
    this.#watches = new Map(
      options.clusters.list().map(({ name }) => [
        name,
        new ClusterWatch({
          cluster: name,
          client: options.clusters.get(name).reader,
          logger: options.logger,
          onChange: namespaces => this.#tell(name, namespaces),
        }),
      ]),
    );
  }

  read(place: Place): PlaceFacts | undefined {
    return this.#watches.get(place.cluster)?.read(place);
  }

  freshness(cluster: string): Observation | undefined {
    return this.#watches.get(cluster)?.freshness;
  }

  namespacesOf(query: { cluster: string; selector: string }): string[] {
    return this.#watches.get(query.cluster)?.namespacesOf(query.selector) ?? [];
  }

  onChange(listener: Listener, options: { signal: AbortSignal }): void {
    this.#listeners.add(listener);
    options.signal.addEventListener('abort', () =>
      this.#listeners.delete(listener),
    );
  }

  async start(options: { signal: AbortSignal }): Promise<void> {
    for (const watch of this.#watches.values()) {
      void watch.run(options.signal);
    }
  }

  #tell(cluster: string, namespaces: string[]): void {
    const places = namespaces.map(namespace => ({ cluster, namespace }));
    this.#listeners.forEach(listener => listener(places));
  }
}
