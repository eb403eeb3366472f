import type { LedgerVerification } from '@cairn/plugin-environments-common';
import { withoutColour } from '../output/Style';
import { verificationLines } from './ledgerView';

const hash = 'a'.repeat(64);
const verified: LedgerVerification = {
  ok: true,
  entries: 2,
  head: { sequence: 2, hash },
  anchors: [
    {
      place: 'ConfigMap cairn-system/cairn-ledger in local',
      sequence: 2,
      hash,
      at: '2026-01-01T00:00:00.000Z',
      holds: true,
    },
  ],
  unread: [{ place: 'ConfigMap in far', message: 'gave no \u001b[31manswer' }],
  verifiedAt: '2026-01-02T00:00:00.000Z',
};

describe('a verification of the ledger', () => {
  it('says that it holds, and with what it was compared', () => {
    expect(verificationLines(verified, withoutColour)).toEqual([
      `The ledger holds: 2 rows, the last one is 2 ${hash}`,
      '',
      '  ✔ ConfigMap cairn-system/cairn-ledger in local: row 2, written 2026-01-01T00:00:00.000Z',
      '  ? ConfigMap in far: gave no answer',
    ]);
  });

  it('names the first row that is wrong', () => {
    const [first, second] = verificationLines(
      {
        ...verified,
        ok: false,
        broken: { sequence: 3, message: 'Row 3 is missing: it was removed.' },
      },
      withoutColour,
    );
    expect(first).toBe('The ledger does not hold: after 2 rows, at row 3');
    expect(second).toBe('  ✖ Row 3 is missing: it was removed.');
  });

  it('names the anchor whose row is not there', () => {
    const lines = verificationLines(
      {
        ...verified,
        ok: false,
        anchors: verified.anchors.map(anchor => ({ ...anchor, holds: false })),
        unread: [],
      },
      withoutColour,
    );
    expect(lines[0]).toContain('does not hold: 2 rows follow each other');
    expect(lines[2]).toContain(`the ledger does not have its row 2 ${hash}`);
  });

  it('says where its head stands nowhere else', () => {
    expect(
      verificationLines(
        { ...verified, anchors: [], unread: [] },
        withoutColour,
      ).at(-1),
    ).toContain('not written down anywhere else');
  });
});
