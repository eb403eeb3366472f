import { AsyncResource } from 'node:async_hooks';
import { ServiceUnavailableError } from '@backstage/errors';
import pLimit from 'p-limit';

/** Plans under way in one cluster. A plan asks its API server five things at once; more plans only make each slower. */
const AT_ONCE = 6;
const OF_ONE_PERSON = 3;

/** Of one person in one cluster. */
const MOST_WAITING = 250;
const LONGEST_WAIT_MS = 120_000;

type Limit = ReturnType<typeof pLimit>;

/** Whose turn it is, and where. */
export interface PlanPlace {
  cluster: string;
  /** Entity ref of a user, or `system:` and a part of Cairn. */
  person: string;
}

/**
 * Has plans wait for each other before they ask anything of a cluster, so that hundreds asked for at the same moment are made a
 * few at a time, none of them too late. Whoever asks for many waits for them, and hardly anybody else; a cluster that does not answer
 * keeps nobody from planning in another one.
 */
export class PlanTurns {
  readonly #clusters = new Map<string, Limit>();
  readonly #people = new Map<string, { turns: Limit; plans: number }>();

  /**
   * Does the work of one plan when it is its turn.
   *
   * @throws ServiceUnavailableError where too many of the same person wait already, or its turn does not come; what `work` throws
   */
  async take<T>(
    { cluster, person }: PlanPlace,
    work: () => Promise<T>,
  ): Promise<T> {
    const all = this.#clusters.get(cluster) ?? pLimit(AT_ONCE);
    this.#clusters.set(cluster, all);
    const key = JSON.stringify([cluster, person]);
    const own = this.#people.get(key) ?? {
      turns: pLimit(OF_ONE_PERSON),
      plans: 0,
    };
    if (own.plans >= MOST_WAITING) {
      throw new ServiceUnavailableError(
        `${own.plans} plans in the cluster ${cluster} are waited for already; ask again in a minute`,
      );
    }
    this.#people.set(key, own);
    own.plans += 1;
    try {
      return await inTurn(
        begin => own.turns(() => all(begin)),
        // It is this request's work whoever's end makes room for it.
        AsyncResource.bind(work),
        `The cluster ${cluster} has more plans to answer than it can`,
      );
    } finally {
      own.plans -= 1;
      if (own.plans === 0) {
        this.#people.delete(key);
      }
    }
  }
}

/** What `work` gives once it has begun; a work that does not begin in time never does. */
function inTurn<T>(
  queue: (begin: () => Promise<void>) => Promise<void>,
  work: () => Promise<T>,
  why: string,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      reject(
        new ServiceUnavailableError(
          `${why}: this one waited for ${
            LONGEST_WAIT_MS / 60_000
          } minutes. Ask again later`,
        ),
      );
    }, LONGEST_WAIT_MS);
    queue(async () => {
      clearTimeout(timer);
      if (!isLate) {
        await work().then(resolve, reject);
      }
    }).catch(reject);
  });
}
