import type {
  FirstHourProgress,
  FirstHourStep,
} from '@cairn/plugin-first-hour-common';

/** Remembers how far each user is. Users are entity refs in their full form; times are RFC 3339, UTC. */
export interface ProgressStore {
  /** A user who has done nothing has every step, undone. */
  get(user: string): Promise<FirstHourProgress>;
  /** Doing a step again changes nothing: the first time counts. */
  markDone(user: string, step: FirstHourStep, at: string): Promise<void>;
  /** Putting away again changes nothing: the first time counts. */
  dismiss(user: string, at: string): Promise<void>;
  restore(user: string): Promise<void>;
}
