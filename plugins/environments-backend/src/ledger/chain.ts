import { createHash } from 'node:crypto';
import type {
  LedgerEntry,
  LedgerFact,
} from '@cairn/plugin-environments-common';
import canonicalize from 'canonicalize';

/** `previous` of the first row. */
export const FIRST_PREVIOUS = '0'.repeat(64);

/** A row without its hash. Its kind is any text: somebody may have changed it. */
export interface LedgerContent extends Omit<LedgerEntry, 'hash' | 'kind'> {
  kind: string;
}

/** SHA-256 over the canonical form (RFC 8785) of a row, as hexadecimal digits. */
export function hashOf(content: LedgerContent): string {
  return sha256Of(content);
}

/** SHA-256 over the canonical form (RFC 8785) of anything that is JSON, as hexadecimal digits. */
export function sha256Of(value: unknown): string {
  const canonical = canonicalize(value);
  if (canonical === undefined) {
    throw new TypeError('There is no canonical form of what is not JSON');
  }
  return createHash('sha256').update(canonical).digest('hex');
}

/**
 * A fact as it is read back from the database, so that its hash is the same then: only the fields that are stored, text that
 * has a UTF-8 form and that PostgreSQL takes, data that is JSON.
 */
export function storableFact(fact: LedgerFact): LedgerFact {
  const { environmentId, environment, digest, run, data } = fact;
  return {
    kind: fact.kind,
    actor: storableText(fact.actor),
    ...(environmentId !== undefined && {
      environmentId: storableText(environmentId),
    }),
    ...(environment !== undefined && {
      environment: storableText(environment),
    }),
    ...(digest !== undefined && { digest: storableText(digest) }),
    ...(run !== undefined && { run: storableText(run) }),
    summary: storableText(fact.summary),
    ...(data !== undefined && { data: JSON.parse(JSON.stringify(data)) }),
  };
}

/** Half a surrogate pair has no UTF-8 form, and PostgreSQL takes no U+0000. */
function storableText(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8').replaceAll('\0', '\uFFFD');
}
