import {
  weekdays,
  type HibernateSchedule,
} from '@cairn/plugin-environments-common';
import { DateTime } from 'luxon';

/** From `start` on, until before `end`; milliseconds since 1970. */
interface Interval {
  start: number;
  end: number;
}

const DAY_MS = 24 * 3_600_000;
/** A schedule repeats every week; more on each side for nights, time zones and summer time. */
const DAYS = 10;
/** Sleep that goes on for longer than this never ends: a week of it repeats. */
const NEVER_MS = 8 * DAY_MS;

/** The windows around a day, by schedule: a list of environments asks for the same ones again and again. */
const known = new Map<string, { day: number; windows: Interval[] }>();
const MOST_KNOWN = 200;

function windowsAround(schedule: HibernateSchedule, now: Date): Interval[] {
  const day = Math.floor(now.getTime() / DAY_MS);
  const key = JSON.stringify(schedule);
  const found = known.get(key);
  if (found?.day === day) {
    return found.windows;
  }
  const windows = computeWindows(schedule, day);
  known.delete(key);
  known.set(key, { day, windows });
  for (const oldest of known.keys()) {
    if (known.size <= MOST_KNOWN) {
      break;
    }
    known.delete(oldest);
  }
  return windows;
}

/**
 * The windows of a schedule around a day, in order, as its people's clocks have them. A time of day that a clock leaves out
 * (summer time begins) is an hour later; of one that it has twice (summer time ends) the first counts.
 */
function computeWindows(schedule: HibernateSchedule, utcDay: number) {
  const today = DateTime.fromMillis(utcDay * DAY_MS, {
    zone: schedule.timeZone,
  });
  const windows: Interval[] = [];
  for (let offset = -DAYS; offset <= DAYS; offset += 1) {
    const day = today.plus({ days: offset });
    const weekday = weekdays[day.weekday - 1];
    for (const { days, from, to } of schedule.asleep) {
      if (days.includes(weekday)) {
        const start = atTime(day, from);
        const end = atTime(to > from ? day : day.plus({ days: 1 }), to);
        // Nothing is left of one that lies in the hour that a clock leaves out.
        if (end > start) {
          windows.push({ start, end });
        }
      }
    }
  }
  return windows.sort((a, b) => a.start - b.start || a.end - b.end);
}

function atTime(day: DateTime, time: string): number {
  const [hour, minute] = time.split(':').map(Number);
  const { year, month, day: date } = day;
  const meant = DateTime.fromObject(
    { year, month, day: date, hour, minute },
    { zone: day.zone },
  );
  return Math.min(...meant.getPossibleOffsets().map(one => one.toMillis()));
}

/** Windows that overlap or touch are one sleep. */
function sleepsOf(windows: Interval[]): Interval[] {
  const sleeps: Interval[] = [];
  for (const { start, end } of windows) {
    const last = sleeps.at(-1);
    if (last && start <= last.end) {
      last.end = Math.max(last.end, end);
    } else {
      sleeps.push({ start, end });
    }
  }
  return sleeps;
}

/** What a schedule says at a moment. */
export interface ScheduleAt {
  asleep: boolean;
  /** When the last window that holds now began; where several hold, the latest. Only where asleep. */
  sleptSince?: Date;
  /** When the next window begins. */
  nextSleep?: Date;
  /** When the sleep that is on now ends; absent: it is not on, or never ends. */
  wakesAt?: Date;
}

/** Pure: the same answer at any machine, whatever its own time zone is. */
export function scheduleAt(schedule: HibernateSchedule, now: Date): ScheduleAt {
  const at = now.getTime();
  const windows = windowsAround(schedule, now);
  const current = windows.filter(({ start, end }) => start <= at && at < end);
  const since = current.at(-1)?.start;
  const next = windows.find(({ start }) => start > at);
  const sleep = sleepsOf(windows).find(
    ({ start, end }) => start <= at && at < end,
  );
  return {
    asleep: since !== undefined,
    ...(since !== undefined && { sleptSince: new Date(since) }),
    ...(next && { nextSleep: new Date(next.start) }),
    ...(sleep && sleep.end - at < NEVER_MS && { wakesAt: new Date(sleep.end) }),
  };
}
