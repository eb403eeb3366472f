import {
  weekdays,
  type HibernateSchedule,
} from '@cairn/plugin-environments-common';

const SHORT: Record<(typeof weekdays)[number], string> = {
  monday: 'Mon',
  tuesday: 'Tue',
  wednesday: 'Wed',
  thursday: 'Thu',
  friday: 'Fri',
  saturday: 'Sat',
  sunday: 'Sun',
};

/** `Mon–Fri`, `Sat, Sun`, `every day`. */
function dayWords(days: readonly (typeof weekdays)[number][]): string {
  const at = weekdays.flatMap((day, index) =>
    days.includes(day) ? [index] : [],
  );
  if (at.length === weekdays.length) return 'Every day';
  const row = at[at.length - 1] - at[0] === at.length - 1 && at.length > 2;
  const names = at.map(index => SHORT[weekdays[index]]);
  return row ? `${names[0]}–${names[names.length - 1]}` : names.join(', ');
}

/** The same hour twice is a whole day and night. */
function hourWords(from: string, to: string): string {
  return from === to ? `from ${from} for 24 hours` : `${from} to ${to}`;
}

/** When environments sleep, a line for each time: `Mon–Fri 20:00 to 07:00, Europe/Stockholm`. */
export function scheduleWords({
  asleep,
  timeZone,
}: HibernateSchedule): string[] {
  return asleep.map(
    ({ days, from, to }) =>
      `${dayWords(days)} ${hourWords(from, to)}, ${timeZone}`,
  );
}
