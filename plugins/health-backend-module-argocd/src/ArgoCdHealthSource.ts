import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Clusters } from '@cairn/plugin-clusters-node';
import type { Observation } from '@cairn/plugin-health-common';
import type {
  HealthSource,
  Place,
  PlaceFacts,
} from '@cairn/plugin-health-node';
import type { ArgoCdInstance } from './config';
import { InstanceWatch } from './InstanceWatch';

type Listener = (places: Array<Pick<Place, 'cluster' | 'namespace'>>) => void;

/** Applications of every configured Argo CD, read from its cluster with the reader's credential. */
export class ArgoCdHealthSource implements HealthSource {
  readonly id = 'argocd';
  readonly #watches: Array<{ instance: ArgoCdInstance; watch: InstanceWatch }>;
  readonly #listeners = new Set<Listener>();

  constructor(options: {
    clusters: Clusters;
    instances: ArgoCdInstance[];
    logger: LoggerService;
  }) {
    const clusters = new Set(options.clusters.list().map(({ name }) => name));
    const [known, unknown] = [true, false].map(isKnown =>
      options.instances.filter(
        ({ cluster }) => clusters.has(cluster) === isKnown,
      ),
    );
    unknown.forEach(({ name, cluster }) =>
      options.logger.warn(
        `Argo CD "${name}" is not watched: cairn.clusters has no cluster "${cluster}"`,
      ),
    );
    this.#watches = known.map(instance => ({
      instance,
      watch: new InstanceWatch({
        instance,
        client: options.clusters.get(instance.cluster).reader,
        logger: options.logger,
        onChange: places =>
          this.#listeners.forEach(listener => listener(places)),
      }),
    }));
  }

  read(place: Place): PlaceFacts | undefined {
    // One that runs elsewhere may deploy here too, but only its own cluster waits for it.
    const found = this.#watches
      .map(({ instance, watch }) => ({
        isOwn: instance.cluster === place.cluster,
        facts: { workloads: [], ...watch.read(place), ...watch.freshness },
      }))
      .filter(({ isOwn, facts }) => isOwn || facts.applications.length > 0)
      .map(({ facts }) => facts);
    const [first, ...others] = found;
    return first && others.reduce<PlaceFacts>(joined, first);
  }

  freshness(cluster: string): Observation | undefined {
    return this.#watches.find(({ instance }) => instance.cluster === cluster)
      ?.watch.freshness;
  }

  onChange(listener: Listener, options: { signal: AbortSignal }): void {
    this.#listeners.add(listener);
    options.signal.addEventListener('abort', () =>
      this.#listeners.delete(listener),
    );
  }

  async start(options: { signal: AbortSignal }): Promise<void> {
    for (const { watch } of this.#watches) {
      void watch.run(options.signal);
    }
  }
}

function joined(a: PlaceFacts, b: PlaceFacts): PlaceFacts {
  const observedAt =
    a.observedAt && b.observedAt
      ? [a.observedAt, b.observedAt].sort()[0]
      : undefined;
  const trouble = a.trouble ?? b.trouble;
  return {
    workloads: [],
    applications: [...a.applications, ...b.applications],
    timeline: () => [...a.timeline(), ...b.timeline()],
    ...(observedAt && { observedAt }),
    ...(trouble && { trouble }),
  };
}
