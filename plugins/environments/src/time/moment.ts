const TIME = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
});
const DATE = new Intl.DateTimeFormat(undefined, {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
});

function startOfDay(time: number): number {
  return new Date(time).setHours(0, 0, 0, 0);
}

/** A moment near to now, in the person's own time zone: `today at 20:00`, `tomorrow at 07:00`, `on Fri, 4 Dec at 20:00`. */
export function momentWords(at: string, now: number): string {
  const moment = Date.parse(at);
  const days = Math.round((startOfDay(moment) - startOfDay(now)) / 86_400_000);
  const time = TIME.format(moment);
  if (days === 0) return `today at ${time}`;
  if (days === 1) return `tomorrow at ${time}`;
  if (days === -1) return `yesterday at ${time}`;
  return `on ${DATE.format(moment)} at ${time}`;
}

const CLOCK = new Intl.DateTimeFormat(undefined, {
  dateStyle: 'medium',
  timeStyle: 'short',
});

/** A sentence with the moments that it names (RFC 3339) in the person's own time zone. */
export function clockWords(sentence: string): string {
  return sentence.replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, moment =>
    CLOCK.format(Date.parse(moment)),
  );
}
