import { useNow } from '@cairn/plugin-portal-react';
import { momentWords } from '../time/moment';

/** A moment that comes, as one says it: `tomorrow at 20:00`. Exactly when, with the zone, on hover. */
export function MomentIn({ at }: { at: string }) {
  const now = useNow(30_000);
  return (
    <time dateTime={at} title={at}>
      {momentWords(at, now)}
    </time>
  );
}
