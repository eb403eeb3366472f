import type { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError, NotAllowedError } from '@backstage/errors';
import { mapLimited } from '@cairn/plugin-environments-node';
import type { SystemPlans } from '../service/SystemPlans';
import { backOffMs } from './backOff';
import { dutyOf, type Duty } from './duties';
import type { LeaseNotices } from './LeaseNotices';
import type { LeaseProblem } from './LeaseProblem';
import type { KeptEnvironment, LeasesStore } from './LeasesStore';
import type { LeaseWarnings } from './LeaseWarnings';

/** Environments that are looked at together. */
const AT_THE_SAME_TIME = 8;

const UNABLE = {
  destroy: 'could not be destroyed at the end of its lifetime',
  hibernate: 'could not be put to sleep',
  wake: 'could not be woken',
} as const;

/**
 * Does what the lease of each environment asks for: warns before the end, puts to sleep, wakes, and destroys. Everything it
 * changes outside it changes by plans and runs as people do; what is refused it tries again later, and tells people.
 *
 * Any number of keepers may work at the same time: a run is queued only while the environment is as it was looked at.
 */
export class LeaseKeeper {
  readonly #leases: LeasesStore;
  readonly #plans: SystemPlans;
  readonly #warnings: LeaseWarnings;
  readonly #notices: LeaseNotices;
  readonly #tell: (environmentId: string) => Promise<void>;
  readonly #now: () => Promise<Date>;
  readonly #logger: LoggerService;

  constructor(options: {
    leases: LeasesStore;
    plans: SystemPlans;
    warnings: LeaseWarnings;
    notices: LeaseNotices;
    /** Says that an environment changed; never throws. */
    tell: (environmentId: string) => Promise<void>;
    /** Default: the database's clock. */
    now?: () => Promise<Date>;
    logger: LoggerService;
  }) {
    this.#leases = options.leases;
    this.#plans = options.plans;
    this.#warnings = options.warnings;
    this.#notices = options.notices;
    this.#tell = options.tell;
    this.#now = options.now ?? (() => options.leases.now());
    this.#logger = options.logger;
  }

  /** Looks at every environment once. */
  async pass(signal?: AbortSignal): Promise<void> {
    // A cluster that answers slowly must not keep the environments of the others waiting.
    await mapLimited(
      await this.#leases.kept(),
      AT_THE_SAME_TIME,
      async environment => {
        signal?.throwIfAborted();
        await this.#tryToKeep(environment);
      },
    );
  }

  async #tryToKeep(environment: KeptEnvironment): Promise<void> {
    try {
      await this.#keep(environment, await this.#now());
    } catch (error) {
      this.#logger.error(
        `The lease of environment ${environment.name} could not be kept`,
        error instanceof Error ? error : undefined,
      );
    }
  }

  async #keep(environment: KeptEnvironment, now: Date): Promise<void> {
    const { lastRun, problem } = environment;
    await this.#warnings.give(environment, now);
    if (lastRun?.state === 'Queued' || lastRun?.state === 'Running') {
      return;
    }
    const duty = dutyOf(
      { ...environment.facts, failed: isFailedByPeople(environment) },
      now,
    );
    if (!duty) {
      await this.#forget(environment, now);
      return;
    }
    const known = problem?.action === duty.action ? problem : undefined;
    if (
      lastRun?.state === 'Failed' &&
      lastRun.startedBy === duty.actor &&
      lastRun.action === duty.action &&
      lastRun.id !== known?.run
    ) {
      await this.#unable(environment, duty, lastRun.message, now, lastRun.id);
      return;
    }
    if (known && known.retryAt > now.toISOString()) {
      return;
    }
    await this.#do(environment, duty, now);
  }

  async #do(
    environment: KeptEnvironment,
    duty: Duty,
    now: Date,
  ): Promise<void> {
    const { name, facts } = environment;
    try {
      const { digest } = await this.#plans.planAs(duty.actor, {
        action: duty.action,
        environment: name,
      });
      await this.#plans.applyAs(duty.actor, digest, {
        // Whoever extended it, or did anything with it, in the same second was first.
        ...(facts.expiresAt && { expiresAt: facts.expiresAt }),
        ...(duty.action === 'hibernate' && {
          lastActivityAt: facts.lastActivityAt,
        }),
      });
      this.#logger.info(
        `Environment ${name}: ${duty.action} was queued, because ${duty.why}`,
      );
    } catch (error) {
      if (await this.#hasChanged(environment)) {
        // The next pass looks at it as it is then.
        return;
      }
      const message = error instanceof Error ? error.message : String(error);
      await this.#unable(environment, duty, message, now, undefined, error);
    }
  }

  async #hasChanged({
    id,
    name,
    facts,
    lastRun,
  }: KeptEnvironment): Promise<boolean> {
    const current = await this.#leases.byName(name);
    return (
      current?.id !== id ||
      current.facts.expiresAt !== facts.expiresAt ||
      current.facts.lastActivityAt !== facts.lastActivityAt ||
      current.lastRun?.id !== lastRun?.id
    );
  }

  /** Remembers that it did not work, and tells people where they do not know it yet. */
  async #unable(
    environment: KeptEnvironment,
    duty: Duty,
    reason: string,
    now: Date,
    run?: string,
    error?: unknown,
  ): Promise<void> {
    const { id, name } = environment;
    const before =
      environment.problem?.action === duty.action
        ? environment.problem
        : undefined;
    const attempts = (before?.attempts ?? 0) + 1;
    const failedRun = run ?? before?.run;
    const message = `It ${UNABLE[duty.action]}: ${reason.replace(/\.$/, '')}`;
    const problem: LeaseProblem = {
      action: duty.action,
      attempts,
      retryAt: new Date(now.getTime() + backOffMs(attempts)).toISOString(),
      message,
      ...(failedRun && { run: failedRun }),
      since: before?.since ?? now.toISOString(),
    };
    const isNew = before?.message !== message;
    const first = await this.#leases.setProblem(
      id,
      environment.problem,
      problem,
      now,
      isNew
        ? {
            kind: 'warning',
            actor: duty.actor,
            environmentId: id,
            environment: name,
            ...(run && { run }),
            summary: `Environment ${name} ${UNABLE[duty.action]}: ${reason}`,
            data: { action: duty.action },
          }
        : undefined,
    );
    if (!first) {
      return;
    }
    this.#logger.warn(
      `Environment ${name} ${
        UNABLE[duty.action]
      } (attempt ${attempts}, again at ${problem.retryAt}): ${reason}`,
      isExpected(error) || !(error instanceof Error) ? undefined : error,
    );
    await this.#tell(id);
    if (
      (isNew || before?.untold) &&
      !(await this.#notify(environment, duty, message))
    ) {
      // With the next try they are told.
      await this.#leases.setProblem(
        id,
        problem,
        { ...problem, untold: true },
        now,
      );
    }
  }

  /** @returns whether people were notified */
  async #notify(
    environment: KeptEnvironment,
    duty: Duty,
    message: string,
  ): Promise<boolean> {
    try {
      await this.#notices.send(environment, {
        title: `Environment ${environment.name} ${UNABLE[duty.action]}`,
        description: `${message}. Cairn tries again by itself, less and less often; the environment's page says when.`,
        severity: 'high',
        scope: `lease:${environment.id}:${duty.action}`,
      });
      return true;
    } catch (error) {
      // The page says it too, and the ledger.
      this.#logger.warn(
        `Nobody could be notified about environment ${environment.name}; it is tried again: ${error}`,
      );
      return false;
    }
  }

  async #forget(environment: KeptEnvironment, now: Date): Promise<void> {
    if (environment.problem) {
      await this.#leases.setProblem(
        environment.id,
        environment.problem,
        undefined,
        now,
      );
      await this.#tell(environment.id);
    }
  }
}

/** Failed by what somebody wanted of it, and not by what its lease did to it. */
function isFailedByPeople({ state, lastRun }: KeptEnvironment): boolean {
  return (
    state === 'Failed' && lastRun?.startedBy.startsWith('system:') !== true
  );
}

/** Refusals say all there is to say; a stack trace would add nothing. */
function isExpected(error: unknown): boolean {
  return error instanceof ConflictError || error instanceof NotAllowedError;
}
