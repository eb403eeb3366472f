/** Runs jobs in order, a bounded number at the same time. A job must not reject. */
export class BoundedQueue {
  readonly #limit: number;
  readonly #waiting: Array<() => Promise<void>> = [];
  readonly #running = new Set<Promise<void>>();

  /** @param limit - jobs at the same time, at least 1 */
  constructor(limit: number) {
    this.#limit = limit;
  }

  add(job: () => Promise<void>): void {
    this.#waiting.push(job);
    this.#next();
  }

  /** Forgets the jobs that did not begin, and waits for those that did. */
  async drain(): Promise<void> {
    this.#waiting.length = 0;
    await this.idle();
  }

  /** Waits until there is nothing left to do. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) {
      await Promise.all(this.#running);
    }
  }

  #next(): void {
    while (this.#running.size < this.#limit) {
      const job = this.#waiting.shift();
      if (!job) {
        return;
      }
      const running = job().finally(() => {
        this.#running.delete(running);
        this.#next();
      });
      this.#running.add(running);
    }
  }
}
