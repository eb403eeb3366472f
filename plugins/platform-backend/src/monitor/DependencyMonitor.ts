import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  overallState,
  type DependencyStatus,
  type PlatformStatus,
} from '@cairn/plugin-platform-common';
import type {
  PlatformDependencies,
  PlatformDependency,
} from '@cairn/plugin-platform-node';
import pLimit from 'p-limit';
import type { LocalPlatformFile } from '../localPlatform/LocalPlatformFile';
import { mergeLocalPlatform } from '../localPlatform/mergeLocalPlatform';
import { ask, type Finding } from './ask';
import { fingerprint } from './fingerprint';
import { StateClock } from './StateClock';

const TICK_MS = 1000;
const PERIOD_MS = 10_000;
const DEADLINE_MS = 5000;
/** A probe that does not end by itself is left alone for this long: a second one beside it would only add to the trouble. */
const LATE_PERIOD_MS = 60_000;
const JITTER = 0.2;
const AT_ONCE = 4;

/** What the monitor keeps of one dependency. */
interface Watched {
  finding?: Finding;
  checkedAt?: Date;
  /** Milliseconds on the clock of `performance.now()`. */
  dueAt: number;
  /** It waits for its turn, or for an answer within the deadline. */
  probing: boolean;
}

export interface DependencyMonitorOptions {
  dependencies: PlatformDependencies;
  localPlatform: LocalPlatformFile;
  logger: LoggerService;
  /** Called after something changed that a person would see; what it throws is logged. */
  onChange: () => Promise<void>;
}

/**
 * Asks every registered dependency about every ten seconds, each with a deadline of its own and a few at a time, so that one that hangs
 * or throws is its own trouble only. Knows states since this backend started; the registry is read anew at each turn, because plugins
 * register while the backend starts.
 */
export class DependencyMonitor {
  readonly #options: DependencyMonitorOptions;
  readonly #watched = new Map<string, Watched>();
  readonly #slots = pLimit(AT_ONCE);
  readonly #clock = new StateClock();
  #statuses: DependencyStatus[] = [];
  #seen = '';
  #timer: NodeJS.Timeout | undefined;

  constructor(options: DependencyMonitorOptions) {
    this.#options = options;
  }

  start(): void {
    const turn = () => {
      this.#timer = setTimeout(turn, TICK_MS);
      this.#timer.unref();
      this.#askDue();
      this.#refresh().catch(error =>
        this.#options.logger.error(
          'The state of the platform was not updated',
          error,
        ),
      );
    };
    turn();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  /** As of now, without asking anything. */
  async status(): Promise<PlatformStatus> {
    await this.#refresh();
    return {
      time: new Date().toISOString(),
      overall: overallState(this.#statuses),
      dependencies: this.#statuses,
    };
  }

  #askDue(): void {
    for (const dependency of this.#options.dependencies.list()) {
      const watched = this.#watch(dependency.id);
      if (!watched.probing && performance.now() >= watched.dueAt) {
        watched.probing = true;
        this.#slots(() => this.#ask(dependency, watched)).catch(error =>
          this.#options.logger.error(`${dependency.id} was not asked`, error),
        );
      }
    }
  }

  async #ask(dependency: PlatformDependency, watched: Watched): Promise<void> {
    const { finding, settled } = ask(dependency, DEADLINE_MS);
    watched.finding = await finding;
    watched.checkedAt = new Date();
    watched.dueAt = performance.now() + LATE_PERIOD_MS;
    watched.probing = false;
    settled.then(() => {
      const spread = 1 + JITTER * (Math.random() - 0.5);
      watched.dueAt = Math.min(
        watched.dueAt,
        performance.now() + PERIOD_MS * spread,
      );
    });
  }

  #watch(id: string): Watched {
    const known = this.#watched.get(id);
    if (known) {
      return known;
    }
    const watched: Watched = { dueAt: 0, probing: false };
    this.#watched.set(id, watched);
    return watched;
  }

  async #refresh(): Promise<void> {
    const now = new Date();
    const platform = await this.#options.localPlatform.read(now);
    this.#statuses = this.#options.dependencies.list().map(dependency => {
      const merged = mergeLocalPlatform(
        describe(dependency, this.#watch(dependency.id), now),
        platform,
      );
      return { ...merged, since: this.#clock.since(merged, now) };
    });
    const seen = fingerprint(this.#statuses);
    if (seen !== this.#seen) {
      this.#seen = seen;
      this.#tell();
    }
  }

  /** Beside the answer, not before it: how the platform is does not depend on whether somebody could be told. */
  #tell(): void {
    Promise.resolve()
      .then(() => this.#options.onChange())
      .catch(error =>
        this.#options.logger.error(
          'That something changed was not told',
          error,
        ),
      );
  }
}

function describe(
  dependency: PlatformDependency,
  watched: Watched,
  now: Date,
): DependencyStatus {
  const { id, title, description, neededFor, remedy } = dependency;
  const down = watched.finding?.state === 'down';
  return {
    id,
    title,
    description,
    neededFor,
    since: now.toISOString(),
    ...(down && remedy ? { action: remedy } : {}),
    ...(watched.finding ?? {
      state: 'unknown' as const,
      reason: 'It was not asked yet',
    }),
    ...(watched.checkedAt
      ? { checkedAt: watched.checkedAt.toISOString() }
      : {}),
  };
}
