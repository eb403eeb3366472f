import type { LoggerService } from '@backstage/backend-plugin-api';
import type { DriftSuspicions } from '../observe/Observer';
import type { DriftsStore } from '../store/DriftsStore';
import type { DriftChecker } from './DriftChecker';

/** Environments that are compared at the same time: it costs their clusters a dry run for each object. */
const AT_THE_SAME_TIME = 2;
/** What changes all the time is not compared all the time. */
const PAUSE_MS = 5_000;
/** Environments that a full pass compares although nothing is suspected of them: what watches cannot show. */
const A_PASS = 10;

/** Lets environments be compared with their plans where something is suspected, each at most so often, few at a time. */
export class DriftQueue implements DriftSuspicions {
  readonly #checker: Pick<DriftChecker, 'check'>;
  readonly #drifts: Pick<DriftsStore, 'oldest'>;
  readonly #logger: LoggerService;
  readonly #onCompared: (environmentId: string) => void;
  readonly #waiting = new Set<string>();
  readonly #running = new Map<string, Promise<void>>();
  /** Until when an environment is left alone, by its id, in milliseconds since 1970. */
  readonly #notBefore = new Map<string, number>();
  #timer?: NodeJS.Timeout;
  #isStopped = false;

  /** @param options.onCompared - Called with an environment after it was compared. */
  constructor(options: {
    checker: Pick<DriftChecker, 'check'>;
    drifts: Pick<DriftsStore, 'oldest'>;
    logger: LoggerService;
    onCompared: (environmentId: string) => void;
  }) {
    this.#checker = options.checker;
    this.#drifts = options.drifts;
    this.#logger = options.logger;
    this.#onCompared = options.onCompared;
  }

  suspect(environmentId: string): void {
    this.#waiting.add(environmentId);
    this.#next();
  }

  runEnded(environmentId: string): void {
    // Whoever waits for the run looks now, and not when the pause is over.
    this.#notBefore.delete(environmentId);
    this.suspect(environmentId);
  }

  /** Whether something is suspected that was not compared yet. */
  isSuspected(environmentId: string): boolean {
    return this.#waiting.has(environmentId) || this.#running.has(environmentId);
  }

  async compareOldest(signal?: AbortSignal): Promise<void> {
    for (const id of await this.#drifts.oldest(A_PASS)) {
      if (this.#isStopped || signal?.aborted) {
        return;
      }
      this.#waiting.delete(id);
      await (this.#running.get(id) ?? this.#run(id));
    }
  }

  /** Begins nothing any more, and waits for what is under way. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    this.#waiting.clear();
    await Promise.all(this.#running.values());
  }

  #next(): void {
    clearTimeout(this.#timer);
    let soonest = Infinity;
    for (const id of this.#waiting) {
      if (this.#isStopped || this.#running.size >= AT_THE_SAME_TIME) {
        return;
      }
      const wait = (this.#notBefore.get(id) ?? 0) - Date.now();
      if (wait > 0) {
        soonest = Math.min(soonest, wait);
      } else if (!this.#running.has(id)) {
        this.#waiting.delete(id);
        void this.#run(id);
      }
    }
    if (soonest < Infinity) {
      this.#timer = setTimeout(() => this.#next(), soonest);
    }
  }

  #run(id: string): Promise<void> {
    const running = this.#check(id).finally(() => {
      this.#running.delete(id);
      this.#next();
    });
    this.#running.set(id, running);
    return running;
  }

  /** Never throws: as long as something is suspected, the next look says so again. */
  async #check(id: string): Promise<void> {
    this.#forgetPauses();
    this.#notBefore.set(id, Date.now() + PAUSE_MS);
    try {
      if (await this.#checker.check(id)) {
        this.#onCompared(id);
      }
    } catch (error) {
      this.#logger.warn(
        `Environment ${id} could not be compared with its plan: ${error}`,
      );
    }
  }

  #forgetPauses(): void {
    for (const [id, until] of this.#notBefore) {
      if (until > Date.now()) {
        return;
      }
      this.#notBefore.delete(id);
    }
  }
}
