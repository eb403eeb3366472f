import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Plan, PlannedChange } from '@cairn/plugin-environments-common';

/** What a plan relies on beside what it says itself. */
export interface SealedBeside {
  /** UUID of the environment. */
  environmentId: string;
  /** End of the environment's life, where the plan decides of it. */
  expiresAt?: string;
  /** The run before, so that a destroy that is planned again after one that failed is another plan. */
  lastRun?: string;
  /** Versions of the engines that the plan needs, by their ids. */
  engines: Record<string, number>;
  /** Tells the cluster from another one under the same address. */
  clusterIdentity: string;
}

/** The part of a change that a yes is given to: not the wording of its reason and its warnings, nor how the object was. */
const SEALED_OF_CHANGE = [
  'index',
  'component',
  'engine',
  'operation',
  'ref',
  'liveUid',
  'object',
  'fields',
  'takes',
] as const satisfies ReadonlyArray<keyof PlannedChange>;

export type SealedChange = Pick<
  PlannedChange,
  (typeof SEALED_OF_CHANGE)[number]
>;

/**
 * What of a plan, beside its changes, a yes to it, or a run of it, relies on. Nothing else may be in here: not who asked and
 * when, not the wording of a warning, not a resource version, all of which change while the plan stays the same. What is in
 * here has words for its difference in `whatChanged`.
 */
const SEALED_OF_PLAN = [
  'action',
  'environment',
  'class',
  'parameters',
  'mode',
  'previous',
  'foreign',
  'price',
  'verdict',
] as const satisfies ReadonlyArray<keyof Plan>;

export interface SealedContent
  extends Pick<Plan, (typeof SEALED_OF_PLAN)[number]> {
  /** Redacted. */
  changes: SealedChange[];
}

/** Everything that a digest covers. */
export interface SealedFacts extends SealedContent {
  beside: SealedBeside;
}

/** Raised whenever what is sealed, or how, changes: a plan sealed before is stale then. */
const SEAL_VERSION = 5;

/** `sha256:…` over the canonical form (RFC 8785): the same facts give the same digest on any machine. */
export function seal(facts: SealedFacts): string {
  return `sha256:${createHash('sha256')
    .update(
      canonical({
        version: SEAL_VERSION,
        ...onlySealed(facts),
        beside: facts.beside,
      }),
    )
    .digest('hex')}`;
}

/** Equal exactly where a digest over the two would be. */
export function canonical(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) {
    throw new Error('A plan has no canonical form');
  }
  return text;
}

/** Without whatever else the plan carries. */
export function onlySealed(facts: SealedContent): SealedContent {
  return {
    ...only(facts, SEALED_OF_PLAN),
    changes: facts.changes.map(sealedChange),
  };
}

export function sealedChange(change: SealedChange): SealedChange {
  return only(change, SEALED_OF_CHANGE);
}

function only<T, K extends keyof T>(of: T, keys: readonly K[]): Pick<T, K> {
  const entries = keys.map(key => [key, of[key]]);
  return Object.fromEntries(entries);
}
