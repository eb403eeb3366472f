import type {
  FirstHourProgress,
  FirstHourStep,
} from '@cairn/plugin-first-hour-common';
import type { ProgressStore } from '../store/ProgressStore';

/** One user's way through the first hour. Users are entity refs in their full form. */
export class FirstHour {
  readonly #store: ProgressStore;
  readonly #now: () => Date;

  constructor(options: { store: ProgressStore; now?: () => Date }) {
    this.#store = options.store;
    this.#now = options.now ?? (() => new Date());
  }

  progress(user: string): Promise<FirstHourProgress> {
    return this.#store.get(user);
  }

  /** May be told any number of times that a step was done. */
  async done(user: string, step: FirstHourStep): Promise<FirstHourProgress> {
    await this.#store.markDone(user, step, this.#now().toISOString());
    return this.#store.get(user);
  }

  /** Puts the checklist away, or takes it out again. */
  async setDismissed(
    user: string,
    dismissed: boolean,
  ): Promise<FirstHourProgress> {
    await (dismissed
      ? this.#store.dismiss(user, this.#now().toISOString())
      : this.#store.restore(user));
    return this.#store.get(user);
  }
}
