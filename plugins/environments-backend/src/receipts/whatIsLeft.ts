import type { Receipt } from '@cairn/plugin-environments-common';
import { refTitle } from '../refKey';

const MOST_NAMED = 3;

/** Why a receipt is not complete, for a person: what is left, and what is not known. */
export function whatIsLeft(
  receipt: Pick<Receipt, 'items' | 'leftovers' | 'search'>,
): string {
  const present = receipt.items.filter(({ state }) => state === 'present');
  const unknown = receipt.items.filter(({ state }) => state === 'unknown');
  return [
    ...listed(
      present.map(({ ref, message }) => `${refTitle(ref)} (${message})`),
      'still there',
    ),
    ...listed(
      receipt.leftovers.map(({ ref }) => refTitle(ref)),
      'left with its label and in no inventory',
    ),
    ...listed(
      unknown.map(({ ref, message }) => `${refTitle(ref)} (${message})`),
      'not known to be gone',
    ),
    ...listed(
      receipt.search.failed.map(({ kind, message }) => `${kind} (${message})`),
      'not searched',
    ),
  ].join('; ');
}

function listed(things: string[], what: string): string[] {
  if (things.length === 0) {
    return [];
  }
  const more = things.length - MOST_NAMED;
  return [
    `${what}: ${things.slice(0, MOST_NAMED).join(', ')}${
      more > 0 ? ` and ${more} more` : ''
    }`,
  ];
}
