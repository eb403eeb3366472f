import type {
  HealthStatus,
  Observation,
  WorkloadHealth,
} from '@cairn/plugin-health-common';
import {
  parseLabelSelector,
  type HealthSource,
  type Place,
  type PlacedApplication,
  type PlaceFacts,
} from '@cairn/plugin-health-node';

type Listener = Parameters<HealthSource['onChange']>[0];

interface Kept {
  place: Place;
  labels: Record<string, string>;
  workload: WorkloadHealth;
}

/** A source that knows what a test tells it. */
export class MemorySource implements HealthSource {
  readonly id: string;
  /** By cluster; absent: fresh. */
  readonly trouble = new Map<string, Observation>();
  readonly #kept: Kept[] = [];
  readonly #applications: Array<{
    place: Pick<Place, 'cluster' | 'namespace'>;
    application: PlacedApplication;
  }> = [];
  readonly #listeners = new Set<Listener>();
  readonly #clusters: string[];

  constructor(id: string, clusters: string[]) {
    this.id = id;
    this.#clusters = clusters;
  }

  /** Adds a workload that is labelled with an entity's id. */
  run(
    name: string,
    status: HealthStatus,
    at: Pick<Place, 'cluster' | 'namespace'>,
  ): void {
    this.#kept.push({
      place: at,
      labels: { 'backstage.io/kubernetes-id': name },
      workload: {
        ref: { ...at, apiVersion: 'apps/v1', kind: 'Deployment', name },
        verdict: {
          status,
          reason: `Is${status}`,
          message: `${name} is ${status}`,
          since: '2026-11-22T10:00:00Z',
          evidence: [],
          ...(status === 'Progressing' && { waitingFor: 'a pod' }),
        },
        wanted: 2,
        ready: status === 'Healthy' ? 2 : 0,
        images: ['registry.example/web:1'],
        pods: [],
      },
    });
  }

  /** Adds an application that deploys to a place. */
  deploy(
    name: string,
    status: HealthStatus,
    at: Pick<Place, 'cluster' | 'namespace'>,
  ): void {
    this.#applications.push({
      place: at,
      application: {
        labels: {},
        deploys: [],
        health: {
          instance: 'local',
          name,
          verdict: {
            status,
            reason: `Is${status}`,
            message: `${name} is ${status}`,
            since: '2026-11-22T10:00:00Z',
            evidence: [],
          },
          sync: 'Synced',
          health: status,
          repository: 'https://git.example/shop',
          path: 'deploy',
          targetRevision: 'main',
          troubled: [],
        },
      },
    });
  }

  /** Takes all workloads of a namespace away. */
  clear(namespace: string): void {
    const rest = this.#kept.filter(one => one.place.namespace !== namespace);
    this.#kept.splice(0, this.#kept.length, ...rest);
  }

  tell(place: Pick<Place, 'cluster' | 'namespace'>): void {
    this.#listeners.forEach(listener => listener([place]));
  }

  read({ cluster, namespace, selector }: Place): PlaceFacts | undefined {
    const freshness = this.freshness(cluster);
    return (
      freshness && {
        ...freshness,
        workloads: this.#kept
          .filter(
            ({ place, labels }) =>
              place.cluster === cluster &&
              place.namespace === namespace &&
              (selector === undefined ||
                parseLabelSelector(selector).matches(labels)),
          )
          .map(({ workload }) => workload),
        applications: this.#applications
          .filter(
            ({ place }) =>
              place.cluster === cluster && place.namespace === namespace,
          )
          .map(({ application }) => application),
        timeline: () => [],
      }
    );
  }

  freshness(cluster: string): Observation | undefined {
    return this.#clusters.includes(cluster)
      ? this.trouble.get(cluster) ?? { observedAt: new Date().toISOString() }
      : undefined;
  }

  namespacesOf(query: { cluster: string; selector: string }): string[] {
    const { matches } = parseLabelSelector(query.selector);
    return this.#kept
      .filter(
        ({ place, labels }) =>
          place.cluster === query.cluster && matches(labels),
      )
      .map(({ place }) => place.namespace);
  }

  onChange(listener: Listener, options: { signal: AbortSignal }): void {
    this.#listeners.add(listener);
    options.signal.addEventListener('abort', () =>
      this.#listeners.delete(listener),
    );
  }

  async start(): Promise<void> {}
}
