import type { DependencyStatus } from '@cairn/plugin-platform-common';

/** Remembers since when each dependency is in its state. In memory: a backend that starts knows nothing of before. */
export class StateClock {
  readonly #known = new Map<string, { state: string; since: string }>();

  /** RFC 3339. Where the status itself knows of an earlier time, as the local platform does, that one. */
  since(
    { id, state, since }: Pick<DependencyStatus, 'id' | 'state' | 'since'>,
    now: Date,
  ): string {
    const known = this.#known.get(id);
    if (known?.state === state) {
      return known.since;
    }
    const told = Date.parse(since);
    const entered = {
      state,
      since: new Date(
        Number.isNaN(told) ? now : Math.min(told, now.getTime()),
      ).toISOString(),
    };
    this.#known.set(id, entered);
    return entered.since;
  }
}
