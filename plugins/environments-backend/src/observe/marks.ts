import { createHash } from 'node:crypto';
import type { ObservedEnvironment } from '../store/ObservedStore';
import type { Look, Seen } from './ClusterWatch';

/** Of an object that is not there. */
const GONE = 'gone';

/**
 * What an object shows of changes by others, as one text; undefined where that is not known. As long as its first part
 * stays the same, what Cairn set in it is as Cairn set it.
 */
export function markOf(look: Look): string | undefined {
  if (look.how !== 'seen') {
    return undefined;
  }
  return look.seen ? partsOf(look.seen).join('~') : GONE;
}

/**
 * Whether an environment may differ from its plan otherwise than was found when it was compared, so that it must be
 * compared again. What nobody watches does not count.
 */
export function isSuspicious(
  { items, drift }: Pick<ObservedEnvironment, 'items' | 'drift'>,
  lookAt: (item: ObservedEnvironment['items'][number]) => Look,
): boolean {
  if (!drift) {
    return true;
  }
  return items
    .filter(({ parent }) => parent === undefined)
    .some(item => {
      const now = markOf(lookAt(item));
      if (now === undefined || now === item.mark) {
        return false;
      }
      // As long as nothing differs, only what Cairn set counts; else what was found may have another value again.
      return (
        item.mark === undefined ||
        drift.resources > 0 ||
        essence(now) !== essence(item.mark)
      );
    });
}

function partsOf({ mark, drift }: Seen): string[] {
  return [
    mark.own,
    drift === undefined
      ? ''
      : createHash('sha256').update(drift).digest('base64url').slice(0, 8),
    mark.touched,
  ];
}

function essence(mark: string): string {
  return mark.split('~').slice(0, 2).join('~');
}
