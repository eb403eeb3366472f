import { between, roughWords, useNow } from '@cairn/plugin-portal-react';
import { shortTime, wholeTime } from './format';

/** Since when something is so, and how long that is: `since 10:42 (18 min)`. */
export function Since({ at }: { at: string }) {
  const now = useNow(5_000);
  return (
    <time dateTime={at} title={wholeTime(at)}>
      since {shortTime(at, now)} ({roughWords(between(at, now))})
    </time>
  );
}
