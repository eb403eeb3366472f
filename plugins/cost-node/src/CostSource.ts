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
  /** Core hours, GiB hours, piece hours. */
  quantity: number;
  /** Why it cannot be priced, for example a pod without requests; `quantity` is 0 then. */
  unpriced?: string;
}

/** One kind of system that tells what is held, for example requests of pods in Kubernetes. */
export interface CostSource {
  readonly id: string;
  readonly title: string;
  /** What is held now; called every few minutes, and summed to hours by the caller. Throws where it cannot be told. */
  sample(options: {
    signal: AbortSignal;
  }): Promise<
    Array<Omit<Allocation, 'hour' | 'quantity'> & { amount: number }>
  >;
}
