import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { GoldenPathPlan } from '@cairn/plugin-golden-paths-common';

/**
 * Everything that a yes to a plan relies on. Not who asked and when, nor what stood in the way: a plan with a blocker
 * cannot be carried out, and one without it is planned again before it is.
 */
export type SealedFacts = Pick<
  GoldenPathPlan,
  | 'template'
  | 'owner'
  | 'repository'
  | 'entities'
  | 'catalogUrl'
  | 'verdict'
  | 'steps'
> & {
  /** The plan's own. Two people who ask for the same, or one who asks twice, have two plans. */
  id: string;
  values: Record<string, unknown>;
  environments: Array<
    Pick<GoldenPathPlan['environments'][number], 'name' | 'class' | 'digest'>
  >;
};

/** Raised whenever what is sealed, or how, changes: a plan sealed before is stale then. */
const SEAL_VERSION = 2;

/** `sha256:…` over the canonical form (RFC 8785): the same facts give the same digest on any machine. */
export function seal(facts: SealedFacts): string {
  const { environments, ...rest } = facts;
  const canonical = canonicalize({
    version: SEAL_VERSION,
    ...rest,
    environments: environments.map(({ name, class: cls, digest }) => ({
      name,
      class: cls,
      digest,
    })),
  });
  if (canonical === undefined) {
    throw new Error('A plan has no canonical form');
  }
  return `sha256:${createHash('sha256').update(canonical).digest('hex')}`;
}
