import type { Orphan, Receipt } from '@cairn/plugin-environments-common';
import { plain } from '../output/plain';
import type { Style } from '../output/Style';
import type { Column } from '../output/table';
import { ago } from './age';

/** What is proven to be gone, and what is not. */
export function receiptLines(receipt: Receipt, style: Style): string[] {
  const absent = receipt.items.filter(({ state }) => state === 'absent');
  return [
    receipt.complete
      ? `${style('good', 'Everything is gone')}: ${plain(
          receipt.environment,
        )}, ${absent.length} of ${
          receipt.items.length
        } objects confirmed absent`
      : `${style('bad', 'Not everything is proven to be gone')}: ${plain(
          receipt.environment,
        )}, ${absent.length} of ${
          receipt.items.length
        } objects confirmed absent`,
    '',
    ...receipt.items.map(({ ref, uid, state, confirmedAt, message }) => {
      const object = plain(`${ref.kind}/${ref.name}`);
      return state === 'absent'
        ? `  ${style(
            'good',
            '✔',
          )} ${object}  absent since ${confirmedAt}  ${style(
            'muted',
            plain(uid),
          )}`
        : `  ${style('bad', '✖')} ${object}  ${state}: ${plain(message ?? '')}`;
    }),
    ...receipt.leftovers.map(
      ({ ref }) =>
        `  ${style('bad', '✖')} ${plain(
          `${ref.kind}/${ref.name}`,
        )}  carries its label and was not in its inventory`,
    ),
    ...receipt.search.failed.map(
      ({ kind, message }) =>
        `  ${style('warning', '?')} ${plain(
          kind,
        )} could not be searched: ${plain(message)}`,
    ),
    '',
    `Searched ${receipt.search.kinds} kinds. Run ${plain(
      receipt.run,
    )}, plan ${plain(receipt.digest)}.`,
    `Ledger: ${receipt.ledger.sequence} ${plain(receipt.ledger.hash)}`,
  ];
}

/** Columns of `cairn env orphans`. */
export function orphanColumns(now: number): Column<Orphan>[] {
  return [
    {
      title: 'OBJECT',
      value: it =>
        `${it.ref.kind}/${it.ref.name}${
          it.ref.namespace ? ` in ${it.ref.namespace}` : ''
        }`,
    },
    { title: 'CLUSTER', value: it => it.ref.cluster },
    { title: 'ENVIRONMENT', value: it => it.environment ?? '' },
    { title: 'ID', value: it => ({ text: it.environmentId, tone: 'muted' }) },
    { title: 'SEEN', value: it => `${ago(it.firstSeenAt, now)} ago` },
    { title: 'WHAT TO DO', value: it => it.message, flexible: true },
  ];
}
