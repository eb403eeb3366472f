/**
 * What a plan relies on. `request`: what was asked for and of which environment. `environment`: how that was. `class`, `engine`,
 * `cluster`, `price`, `policy`: what it was made with. `object`: what is to be done with one object. `foreign`: what others put
 * into the namespaces that are to go. `seal`: how Cairn makes digests.
 */
export const planParts = [
  'request',
  'environment',
  'class',
  'engine',
  'cluster',
  'object',
  'foreign',
  'price',
  'policy',
  'seal',
] as const;
export type PlanPart = (typeof planParts)[number];

/** One thing that a plan relies on and that is not as it was when the plan was made. */
export interface PlanDifference {
  part: PlanPart;
  /** A sentence for a person, without its full stop; times, ids and lists are in `before` and `after` instead. */
  what: string;
  /** Why, in the words of the system that it is about; may name times and objects. */
  reason?: string;
  /** JSON, redacted; absent: it was not there, or says nothing to a person. Times are RFC 3339, UTC. */
  before?: unknown;
  after?: unknown;
}
