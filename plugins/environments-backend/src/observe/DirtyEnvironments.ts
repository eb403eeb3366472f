/** After the first change there is mostly another one soon; nobody may wait for a second. */
const COLLECT_MS = 250;
/** Where the work failed, for example because the database is away. */
const AGAIN_MS = 5_000;

/**
 * Environments of which something changed, until somebody takes them. One round of work at a time: what changes meanwhile
 * is taken in the next.
 */
export class DirtyEnvironments {
  readonly #work: (ids: string[], all: boolean) => Promise<void>;
  readonly #onError: (error: unknown) => void;
  readonly #ids = new Set<string>();
  #all = false;
  #timer?: NodeJS.Timeout;
  #working?: Promise<void>;
  #isStopped = false;

  /**
   * @param options.work - `all`: every environment must be looked at. Where it throws, the same is done again later.
   */
  constructor(options: {
    work: (ids: string[], all: boolean) => Promise<void>;
    onError: (error: unknown) => void;
  }) {
    this.#work = options.work;
    this.#onError = options.onError;
  }

  add(id: string): void {
    this.#ids.add(id);
    this.#soon();
  }

  addAll(): void {
    this.#all = true;
    this.#soon();
  }

  /** Takes no more, and ends with the round that is under way. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#working;
  }

  #soon(afterMs = COLLECT_MS): void {
    if (this.#timer || this.#working || this.#isStopped) {
      return;
    }
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#working = this.#round().then(pauseMs => {
        this.#working = undefined;
        if (this.#all || this.#ids.size > 0) {
          this.#soon(pauseMs);
        }
      });
    }, afterMs);
  }

  /** @returns after how many milliseconds the next round may begin */
  async #round(): Promise<number> {
    const ids = [...this.#ids];
    const all = this.#all;
    this.#ids.clear();
    this.#all = false;
    try {
      await this.#work(ids, all);
      return COLLECT_MS;
    } catch (error) {
      if (this.#isStopped) {
        return COLLECT_MS;
      }
      this.#onError(error);
      ids.forEach(id => this.#ids.add(id));
      this.#all ||= all;
      return AGAIN_MS;
    }
  }
}
