import { ServiceUnavailableError } from '@backstage/errors';
import pLimit from 'p-limit';

/** Plans under way at the same time. A plan asks the API server five things at once; more plans only make each slower. */
const AT_ONCE = 6;
const OF_ONE_PERSON = 3;

/** With so many before it, an answer would come after whoever asked has given up. */
const MOST_WAITING = 1_000;

/**
 * Has plans wait for each other before they ask anything of a cluster, so that hundreds asked for at the same moment are made one
 * after the other, none of them too late. Whoever asks for many waits for them, and hardly anybody else.
 */
export class PlanTurns {
  readonly #all = pLimit(AT_ONCE);
  readonly #people = new Map<
    string,
    { turns: ReturnType<typeof pLimit>; plans: number }
  >();
  #waiting = 0;

  /**
   * Does the work of one plan when it is its turn.
   *
   * @param person - who it is for: an entity ref of a user, or `system:` and a part of Cairn
   * @throws ServiceUnavailableError where too many wait already; what `work` throws
   */
  async take<T>(person: string, work: () => Promise<T>): Promise<T> {
    if (this.#waiting >= MOST_WAITING) {
      throw new ServiceUnavailableError(
        `${this.#waiting} plans are waited for already; ask again in a minute`,
      );
    }
    const own = this.#people.get(person) ?? {
      turns: pLimit(OF_ONE_PERSON),
      plans: 0,
    };
    this.#people.set(person, own);
    own.plans += 1;
    this.#waiting += 1;
    try {
      return await own.turns(() => this.#all(work));
    } finally {
      this.#waiting -= 1;
      own.plans -= 1;
      if (own.plans === 0) {
        this.#people.delete(person);
      }
    }
  }
}
