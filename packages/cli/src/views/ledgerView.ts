import type {
  LedgerEntry,
  LedgerVerification,
} from '@cairn/plugin-environments-common';
import { plain } from '../output/plain';
import type { Style } from '../output/Style';
import type { Column } from '../output/table';

/** Columns of `cairn env explain`. */
export function storyColumns(): Column<LedgerEntry>[] {
  return [
    { title: 'WHEN', value: it => it.at.replace(/\.\d+Z$/, 'Z') },
    { title: 'WHO', value: it => it.actor.replace(/^user:(default\/)?/, '') },
    { title: 'WHAT', value: it => it.summary, flexible: true },
    { title: 'ROW', value: it => ({ text: `${it.sequence}`, tone: 'muted' }) },
  ];
}

/** Whether the ledger holds, and what it was compared with. */
export function verificationLines(
  found: LedgerVerification,
  style: Style,
): string[] {
  const rows = found.entries === 1 ? '1 row' : `${found.entries} rows`;
  return [
    found.ok
      ? `${style('good', 'The ledger holds')}: ${rows}${
          found.head ? `, the last one is ${headOf(found.head)}` : ''
        }`
      : `${style('bad', 'The ledger does not hold')}: ${
          found.broken
            ? `after ${rows}, at row ${found.broken.sequence}`
            : `${rows} follow each other, and are not what was written`
        }`,
    ...(found.broken
      ? [`  ${style('bad', '✖')} ${plain(found.broken.message)}`]
      : []),
    '',
    ...found.anchors.map(({ place, sequence, hash, at, holds, message }) =>
      holds
        ? `  ${style('good', '✔')} ${plain(
            place,
          )}: row ${sequence}, written ${plain(at)}`
        : `  ${style('bad', '✖')} ${plain(place)}: written ${plain(at)}, ${
            message === undefined
              ? `and the ledger does not have its row ${headOf({
                  sequence,
                  hash,
                })}`
              : `row ${headOf({ sequence, hash })}. ${plain(message)}`
          }`,
    ),
    ...found.unread.map(
      ({ place, message }) =>
        `  ${style('warning', '?')} ${plain(place)}: ${plain(message)}`,
    ),
    ...(found.anchors.length + found.unread.length === 0
      ? ['  Its head was not written down anywhere else yet.']
      : []),
  ];
}

function headOf({ sequence, hash }: { sequence: number; hash: string }) {
  return `${sequence} ${plain(hash)}`;
}
