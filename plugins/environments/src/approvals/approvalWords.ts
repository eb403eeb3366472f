import type { Approval } from '@cairn/plugin-environments-common';
import { clockWords } from '../time/moment';

/** Why a request is in its state. Of everything that makes it void the first is named, the rest counted. */
export function reasonWords({ reason, differences }: Approval): string {
  const [first, ...rest] = differences ?? [];
  if (!first) return clockWords(reason);
  const more = rest.length === 1 ? '1 more' : `${rest.length} more`;
  return clockWords(
    `Planned again it would not be the same plan: ${first.what}${
      rest.length > 0 ? `, and ${more}` : ''
    }.`,
  );
}
