import type { LoggerService } from '@backstage/backend-plugin-api';
import { extensionOf } from './lease';
import type { LeaseNotices } from './LeaseNotices';
import type { KeptEnvironment, LeasesStore, WarningKey } from './LeasesStore';
import { dueWarnings } from './warnings';

/** Longer than it takes to send a notification. Who dies meanwhile leaves it to another after that. */
const CLAIM_MS = 2 * 60_000;

/** Warns the people of an environment before its end, once each time, whatever restarts and however many backends there are. */
export class LeaseWarnings {
  readonly #leases: LeasesStore;
  readonly #notices: LeaseNotices;
  readonly #logger: LoggerService;

  constructor(options: {
    leases: LeasesStore;
    notices: LeaseNotices;
    logger: LoggerService;
  }) {
    this.#leases = options.leases;
    this.#notices = options.notices;
    this.#logger = options.logger;
  }

  async give(environment: KeptEnvironment, now: Date): Promise<void> {
    const { id, name, facts } = environment;
    const { expiresAt } = facts;
    const due = dueWarnings(
      { expiresAt, ttlHours: facts.lifecycle.ttlHours },
      now,
    );
    if (!expiresAt || due.length === 0) {
      return;
    }
    const claimed: WarningKey[] = [];
    for (const hours of due) {
      const key = { environmentId: id, expiresAt, hours };
      if (await this.#leases.claimWarning(key, now, CLAIM_MS)) {
        claimed.push(key);
      }
    }
    // Of those that were missed only the most urgent says anything, and none does after a more urgent one.
    const urgent = claimed.some(({ hours }) => hours === due[0]);
    if (claimed.length === 0) {
      return;
    }
    const left = roughly(Date.parse(expiresAt) - now.getTime());
    try {
      if (urgent) {
        await this.#notices.send(environment, {
          title: `Environment ${name} ends in ${left}`,
          description: `It is destroyed at ${expiresAt}, with everything in it. ${advice(
            environment,
            now,
          )}`,
          severity: due[0] <= 1 ? 'critical' : 'high',
          // A warning that is given again after a crash replaces itself.
          scope: `lease:${id}:${expiresAt}:${due[0]}`,
        });
      }
    } catch (error) {
      await this.#leases.releaseWarnings(claimed);
      this.#logger.warn(
        `Nobody could be warned that environment ${name} ends at ${expiresAt}; it is tried again: ${error}`,
      );
      return;
    }
    await this.#leases.warned(
      claimed,
      urgent
        ? {
            kind: 'warning',
            actor: 'system:lease',
            environmentId: id,
            environment: name,
            summary: `Its people were warned that it ends at ${expiresAt}, in ${left}.`,
            data: { expiresAt, hours: due[0] },
          }
        : undefined,
      now,
    );
  }
}

function advice({ facts }: KeptEnvironment, now: Date): string {
  const { to, refusal } = extensionOf(facts, now);
  return to
    ? `You can extend it on its page: it would live until ${to} then.`
    : `It cannot be extended: ${refusal}`;
}

/** For example `3 days` or `59 minutes`. */
function roughly(ms: number): string {
  const [value, unit] = inUnits(ms);
  return `${value} ${unit}${value === 1 ? '' : 's'}`;
}

function inUnits(ms: number): [number, string] {
  if (ms >= 48 * 3_600_000) {
    return [Math.round(ms / 86_400_000), 'day'];
  }
  return ms > 90 * 60_000
    ? [Math.round(ms / 3_600_000), 'hour']
    : [Math.max(1, Math.round(ms / 60_000)), 'minute'];
}
