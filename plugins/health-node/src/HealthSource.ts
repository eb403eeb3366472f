import type {
  ApplicationHealth,
  Observation,
  TimelineEntry,
  WorkloadHealth,
} from '@cairn/plugin-health-common';

/** Where something of an entity runs, and how its objects are told from others' there. */
export interface Place {
  cluster: string;
  namespace: string;
  /** Label selector in Kubernetes' own syntax; absent: everything in the namespace. */
  selector?: string;
}

/** An application and what tells whose it is. */
export interface PlacedApplication {
  health: ApplicationHealth;
  labels: Readonly<Record<string, string>>;
  /** The objects that it deploys. */
  deploys: ReadonlyArray<{ kind: string; name: string }>;
}

/** What a source knows of a place now. */
export interface PlaceFacts extends Observation {
  workloads: WorkloadHealth[];
  /** All that deploy to the namespace; the plugin leaves out those that deploy nothing the selector matches. */
  applications: PlacedApplication[];
  /** What happened there; asked for only where it is shown. */
  timeline(): TimelineEntry[];
}

/** Watches one kind of system, once for all viewers. Answers come from memory, never from the system. */
export interface HealthSource {
  readonly id: string;
  /** What is known of a place, or undefined where the source does not concern it. */
  read(place: Place): PlaceFacts | undefined;
  /** How far what it knows of a cluster can be relied on now; undefined where it does not watch the cluster. */
  freshness(cluster: string): Observation | undefined;
  /** Namespaces of a cluster in which something matches a label selector. A source that cannot tell leaves it out. */
  namespacesOf?(query: { cluster: string; selector: string }): string[];
  /** Calls back with the places that changed, until the signal aborts. */
  onChange(
    listener: (places: Array<Pick<Place, 'cluster' | 'namespace'>>) => void,
    options: { signal: AbortSignal },
  ): void;
  /** Starts watching; resolves at once. A system that is away is a state, not an error. */
  start(options: { signal: AbortSignal }): Promise<void>;
}
