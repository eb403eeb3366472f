const DAY_MS = 86_400_000;

/** A moment as it is said in this browser's place: `10:42`, or with its day where it is not of the last 24 hours. */
export function moment(time: string, now: number): string {
  const date = new Date(time);
  const recent = now - date.getTime() < DAY_MS;
  return new Intl.DateTimeFormat(undefined, {
    ...(recent ? {} : { day: 'numeric', month: 'short' }),
    hour: '2-digit',
    minute: '2-digit',
  }).format(date);
}
