import { useNow } from '@cairn/plugin-portal-react';
import { shortTime, wholeTime } from './format';

/** When something happened, by the clock. */
export function TimeOfDay({ at }: { at: string }) {
  const now = useNow(60_000);
  return (
    <time dateTime={at} title={wholeTime(at)}>
      {shortTime(at, now)}
    </time>
  );
}
