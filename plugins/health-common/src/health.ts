/**
 * From best to worst is no order here: `Unknown` is neither good nor bad, it is not known.
 *
 * - `Healthy`: as many copies as wanted are ready, and live is what was asked for.
 * - `Progressing`: a change is under way and within its time.
 * - `Degraded`: it serves, but something is wrong; or a change failed.
 * - `Down`: nothing of it serves.
 * - `Idle`: scaled to zero on purpose.
 * - `Unknown`: it cannot be told now, for example because what is known is too old.
 */
export type HealthStatus =
  | 'Healthy'
  | 'Progressing'
  | 'Degraded'
  | 'Down'
  | 'Idle'
  | 'Unknown';

/** An object of a cluster. */
export interface ObservedObjectRef {
  cluster: string;
  apiVersion: string;
  kind: string;
  /** Absent for cluster-scoped kinds. */
  namespace?: string;
  name: string;
}

/** What a verdict rests on, for a person. */
export interface Evidence {
  /** One sentence, for example `Container api of pod cart-api-7d…: back-off restarting failed container, 5 restarts`. */
  message: string;
  object?: ObservedObjectRef;
  /** RFC 3339, UTC: when it happened or was last seen. */
  at?: string;
}

/** What is said of one thing: a workload, an Argo CD application, a place or an entity. */
export interface HealthVerdict {
  status: HealthStatus;
  /** CamelCase, for programs: `RolloutComplete`, `RolloutStuck`, `CrashLoop`, `ImagePull`, `Unschedulable`, `ProbeFailing`, `ScaledToZero`, `OutOfSync`, `DataTooOld`, `NoWorkloads`, … */
  reason: string;
  /** One sentence that answers why, with numbers: `1 of 3 pods is ready: the image cannot be pulled`. */
  message: string;
  /** RFC 3339, UTC: since when the status is this one. */
  since: string;
  evidence: Evidence[];
  /** What is being waited for and what or who can end it; there whenever `Progressing`. */
  waitingFor?: string;
}

/** A pod as far as health cares. */
export interface PodHealth {
  ref: ObservedObjectRef;
  phase: string;
  ready: boolean;
  restarts: number;
  node?: string;
  /** For example `CrashLoopBackOff`; absent where nothing is wrong. */
  trouble?: string;
  startedAt?: string;
}

/** A Deployment, StatefulSet, DaemonSet, Job or CronJob with its pods. */
export interface WorkloadHealth {
  ref: ObservedObjectRef;
  verdict: HealthVerdict;
  /** Copies wanted and ready; for a Job completions. */
  wanted: number;
  ready: number;
  images: string[];
  pods: PodHealth[];
}

/** An Argo CD application that deploys to a place. */
export interface ApplicationHealth {
  /** Name of the configured Argo CD. */
  instance: string;
  name: string;
  verdict: HealthVerdict;
  /** As Argo CD says it: `Synced`, `OutOfSync`, `Unknown`. */
  sync: string;
  /** As Argo CD says it: `Healthy`, `Progressing`, `Degraded`, `Suspended`, `Missing`, `Unknown`. */
  health: string;
  repository: string;
  path: string;
  /** What is asked for, for example `main`. */
  targetRevision: string;
  /** The commit that is live. */
  revision?: string;
  /** RFC 3339, UTC: end of the last sync. */
  syncedAt?: string;
  /** Objects that differ from Git or are not healthy. */
  troubled: Array<{
    object: ObservedObjectRef;
    sync: string;
    health?: string;
    message?: string;
  }>;
  /** Where a person can look at it; absent where Argo CD has no page. */
  url?: string;
}

/** Something that happened in a place: a deploy, a scaling, a restart, a warning. */
export interface TimelineEntry {
  /** RFC 3339, UTC. */
  at: string;
  type: 'deploy' | 'scale' | 'restart' | 'warning' | 'incident' | 'recovery';
  message: string;
  object?: ObservedObjectRef;
  /** How often, where it was more than once. */
  count?: number;
}

/** One place where an entity runs: a namespace of a cluster, or an environment. */
export interface PlaceHealth {
  /** Stable: `CLUSTER/NAMESPACE`. */
  id: string;
  title: string;
  cluster: string;
  /** True where nodes only simulate: pods become ready, but no container runs. */
  simulated: boolean;
  namespace: string;
  /** Name of the environment, where the place is one. */
  environment?: string;
  verdict: HealthVerdict;
  applications: ApplicationHealth[];
  workloads: WorkloadHealth[];
  /** Newest first. */
  timeline: TimelineEntry[];
  /** RFC 3339, UTC: how old what is said here is at most. */
  observedAt?: string;
}

/** A figure of a running service; `value` absent where no source gives it. */
export interface Signal {
  id: 'availability' | 'restarts' | 'errors' | 'latency' | 'saturation';
  title: string;
  value?: number;
  /** For example `%`, `ms`, `in the last 24 h`. */
  unit?: string;
  /** Where the figure is from, or why there is none. */
  source: string;
}

/** The short form: for a card, a column, a batch. */
export interface HealthSummary {
  /** Entity ref. */
  entityRef: string;
  verdict: HealthVerdict;
  /** RFC 3339, UTC: the oldest of what it rests on; absent: nothing was ever seen. */
  observedAt?: string;
}

/** Everything about one entity. */
export interface EntityHealth extends HealthSummary {
  /** False: it has neither annotations nor environments to find objects by; the page says how to add them. */
  configured: boolean;
  places: PlaceHealth[];
  signals: Signal[];
  /** Entities that it depends on, or whose APIs it consumes, as far as the viewer may see them. */
  dependencies: HealthSummary[];
  /** Of a System: its components and resources that run somewhere, as far as the viewer may see them. */
  parts?: HealthSummary[];
}

/** Channel of the signals service. The message is a `HealthChanged`: that something changed, never what. */
export const HEALTH_CHANNEL = 'cairn:health';

export interface HealthChanged {
  /** Entity refs. */
  entityRefs: string[];
  [key: string]: string[];
}
