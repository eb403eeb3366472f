import type { LedgerFact, RunSummary } from '@cairn/plugin-environments-common';

type RunKind = Extract<LedgerFact['kind'], `run.${string}` | 'effect'>;

/** Something that happened to a run, as the ledger keeps it. */
export function runFact(
  kind: RunKind,
  run: Pick<RunSummary, 'id' | 'environment' | 'digest' | 'action'> & {
    environmentId: string;
  },
  fact: Pick<LedgerFact, 'actor' | 'summary'> & {
    data?: Record<string, unknown>;
  },
): LedgerFact {
  return {
    kind,
    actor: fact.actor,
    environmentId: run.environmentId,
    environment: run.environment,
    digest: run.digest,
    run: run.id,
    summary: fact.summary,
    data: { action: run.action, ...fact.data },
  };
}
