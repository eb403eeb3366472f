import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Fence } from '@cairn/plugin-clusters-node';
import type { Holding, RunLeases } from '../store/RunLeases';
import { LeaseLostError } from '../store/RunJournal';
import type { RunRecord } from '../store/runRows';

/** How long a worker holds a run without renewing, and how often it renews. */
export interface LeaseTimes {
  leaseMs: number;
  renewMs: number;
}

/**
 * A run in the hands of this worker. Its signal is aborted at the moment at which another worker may take the run over, by a clock
 * that only runs forward, and counted from before the renewal was sent: never later than the database has it.
 */
export class RunLease {
  readonly run: RunRecord;
  readonly signal: AbortSignal;
  readonly #leases: RunLeases;
  readonly #times: LeaseTimes;
  readonly #logger: LoggerService;
  readonly #lost = new AbortController();
  readonly #renewal: NodeJS.Timeout;
  #end: NodeJS.Timeout | undefined;
  #holding: Holding;

  constructor(options: {
    run: RunRecord;
    holding: Holding;
    /** When the lease was asked for, by `performance.now()`. */
    since: number;
    leases: RunLeases;
    times: LeaseTimes;
    shutdown: AbortSignal;
    logger: LoggerService;
  }) {
    this.run = options.run;
    this.#holding = options.holding;
    this.#leases = options.leases;
    this.#times = options.times;
    this.#logger = options.logger;
    this.signal = AbortSignal.any([options.shutdown, this.#lost.signal]);
    this.#endAt(options.since + options.times.leaseMs);
    this.#renewal = setInterval(() => this.#renew(), options.times.renewMs);
    this.#renewal.unref();
  }

  get holding(): Holding {
    return this.#holding;
  }

  get fence(): Fence {
    return {
      environmentId: this.run.environmentId,
      token: this.#holding.token,
    };
  }

  /** Gets a token above one that was seen. @throws LeaseLostError */
  async exchange(above: number): Promise<void> {
    const token = await this.#leases.exchange(this.#holding, above);
    if (token === undefined) {
      throw this.#lose('it was taken over by another worker');
    }
    this.#holding = { ...this.#holding, token };
  }

  /** Stops renewing. */
  close(): void {
    clearInterval(this.#renewal);
    clearTimeout(this.#end);
  }

  async #renew(): Promise<void> {
    const asked = performance.now();
    try {
      if (await this.#leases.renew(this.#holding, this.#times.leaseMs)) {
        this.#endAt(asked + this.#times.leaseMs);
      } else {
        this.#lose('it was taken over by another worker');
      }
    } catch (error) {
      // The database is away; the lease ends by itself if it stays so.
      this.#logger.warn(
        `The lease of run ${this.run.id} could not be renewed: ${error}`,
      );
    }
  }

  #endAt(time: number): void {
    clearTimeout(this.#end);
    this.#end = setTimeout(
      () => this.#lose('it could not be renewed in time'),
      Math.max(time - performance.now(), 0),
    );
    this.#end.unref();
  }

  #lose(why: string): LeaseLostError {
    this.close();
    const error = new LeaseLostError(
      `The lease of run ${this.run.id} is lost: ${why}`,
    );
    this.#lost.abort(error);
    return error;
  }
}
