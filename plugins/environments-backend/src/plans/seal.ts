import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Price } from '@cairn/plugin-cost-common';
import type {
  DesiredResource,
  Plan,
  PlannedChange,
} from '@cairn/plugin-environments-common';
import type { Verdict } from '@cairn/plugin-policy-common';

/**
 * Everything that a yes to a plan, or a run of it, relies on. Nothing else may be in here: not who asked and when, not
 * the wording of a warning, not a resource version, all of which change while the plan stays the same.
 */
export interface SealedFacts {
  action: Plan['action'];
  environment: Plan['environment'] & {
    id: string;
    expiresAt?: string;
    /** The run before, so that a destroy that is planned again after one that failed is another plan. */
    lastRun?: string;
  };
  /** Versions of the engines that the plan needs, by their ids. */
  engines: Record<string, number>;
  /** Tells the cluster from another one under the same address. */
  clusterIdentity: string;
  class: Plan['class'];
  parameters: Record<string, unknown>;
  mode: Plan['mode'];
  previous?: Plan['previous'];
  foreign?: Plan['foreign'];
  /** Redacted, in the order of the changes. */
  desired: Array<
    Pick<DesiredResource, 'component' | 'engine' | 'ref' | 'object'>
  >;
  /** Redacted. */
  changes: Array<
    Pick<
      PlannedChange,
      | 'index'
      | 'component'
      | 'engine'
      | 'operation'
      | 'ref'
      | 'liveUid'
      | 'fields'
      | 'takes'
    >
  >;
  /** With the digest of the price list; absent where the price is not known. */
  price?: Price;
  verdict: Verdict;
}

/** Raised whenever what is sealed, or how, changes: a plan sealed before is stale then. */
const SEAL_VERSION = 4;

/** `sha256:…` over the canonical form (RFC 8785): the same facts give the same digest on any machine. */
export function seal(facts: SealedFacts): string {
  const { changes, desired, ...rest } = facts;
  const canonical = canonicalize({
    version: SEAL_VERSION,
    ...rest,
    desired: desired.map(({ component, engine, ref, object }) => ({
      component,
      engine,
      ref,
      object,
    })),
    changes: changes.map(
      ({
        index,
        component,
        engine,
        operation,
        ref,
        liveUid,
        fields,
        takes,
      }) => ({
        index,
        component,
        engine,
        operation,
        ref,
        liveUid,
        fields,
        takes,
      }),
    ),
  });
  if (canonical === undefined) {
    throw new Error('A plan has no canonical form');
  }
  return `sha256:${createHash('sha256').update(canonical).digest('hex')}`;
}
