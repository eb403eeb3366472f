import type {
  LedgerEntry,
  LedgerFact,
  LedgerVerification,
} from '@cairn/plugin-environments-common';

const hashOf = (sequence: number) =>
  sequence === 0
    ? '0'.repeat(64)
    : sequence.toString(16).padStart(4, 'e').repeat(16);

/** A ledger in memory; its hashes only look like some. */
export class FakeLedger {
  readonly entries: LedgerEntry[] = [];
  /** Undefined: it is whole. */
  broken: LedgerVerification['broken'];

  append(fact: LedgerFact, at = new Date().toISOString()) {
    const sequence = this.entries.length + 1;
    this.entries.push({
      ...fact,
      sequence,
      at,
      previous: hashOf(sequence - 1),
      hash: hashOf(sequence),
    });
  }

  head() {
    const sequence = this.entries.length;
    return { sequence, hash: hashOf(sequence) };
  }

  verify(): LedgerVerification {
    const at = new Date().toISOString();
    return {
      ok: this.broken === undefined,
      entries: this.entries.length,
      head: this.entries.length > 0 ? this.head() : undefined,
      broken: this.broken,
      anchors: [
        {
          place: 'ConfigMap cairn-system/cairn-ledger in local',
          ...this.head(),
          at,
          holds: this.broken === undefined,
        },
      ],
      unread: [
        {
          place: 'ConfigMap cairn-system/cairn-ledger in europe',
          message: 'The cluster europe does not answer.',
        },
      ],
      verifiedAt: at,
    };
  }
}
