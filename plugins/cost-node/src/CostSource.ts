import type { PricedResource } from '@cairn/plugin-cost-common';

/** What was held by one thing in one hour. */
export interface Allocation {
  /** RFC 3339, UTC, a whole hour. */
  hour: string;
  cluster: string;
  namespace: string;
  /** Kind, name and UID of what holds it: a pod, a claim, a service. */
  object: { kind: string; name: string; uid: string };
  labels: Record<string, string>;
  resource: PricedResource;
  /** Only of storage. */
  storageClass?: string;
  /** Core hours, GiB hours, piece hours. */
  quantity: number;
  /** Why it, or a part of it, cannot be priced, for example a container without requests. */
  unpriced?: string;
}

/** What one thing holds now. */
export interface Sampled extends Omit<Allocation, 'hour' | 'quantity'> {
  /** Cores, GiB, pieces. Zero where nothing of it can be told. */
  amount: number;
  /** RFC 3339, UTC: since when it is held; absent: for longer than anybody asks. */
  since?: string;
}

/** One system that tells what is held, for example requests of pods in a Kubernetes cluster. */
export interface CostSource {
  /** Stays the same: what was counted until when is kept under it. */
  readonly id: string;
  readonly title: string;
  /** What is held now; called every few minutes, and summed to hours by the caller. Throws where it cannot be told. */
  sample(options: { signal: AbortSignal }): Promise<Sampled[]>;
}
