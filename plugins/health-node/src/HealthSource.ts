import type {
  ApplicationHealth,
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

/** What a source knows of a place now. */
export interface PlaceFacts {
  workloads: WorkloadHealth[];
  applications: ApplicationHealth[];
  timeline: TimelineEntry[];
  /** RFC 3339, UTC: when the source was last sure of it; absent: it has never seen the place. */
  observedAt?: string;
  /** Why it is not sure now, for example `The API server has not answered since 10:42:03`. */
  trouble?: string;
}

/** Watches one kind of system, once for all viewers. Answers come from memory, never from the system. */
export interface HealthSource {
  readonly id: string;
  /** What is known of a place, or undefined where the source does not concern it. */
  read(place: Place): PlaceFacts | undefined;
  /** Calls back with the places that changed, until the signal aborts. */
  onChange(
    listener: (places: Array<Pick<Place, 'cluster' | 'namespace'>>) => void,
    options: { signal: AbortSignal },
  ): void;
  /** Starts watching; resolves at once. A system that is away is a state, not an error. */
  start(options: { signal: AbortSignal }): Promise<void>;
}
