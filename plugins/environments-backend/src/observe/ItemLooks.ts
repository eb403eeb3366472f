import type { InventoryItem } from '@cairn/plugin-environments-common';
import type { EngineRegistry } from '../engines/EngineRegistry';
import type {
  Observation,
  ObservedEnvironment,
  ObservedItem,
} from '../store/ObservedStore';
import type { SeenResource } from './findings';
import type { Watches } from './Watches';

/** A system that answers later than this is away. */
const ASK_TIMEOUT_MS = 12_000;

/** How everything that an environment owns is. */
export interface Looked {
  resources: SeenResource[];
  observations: Array<Observation & { wasAsked: boolean }>;
}

/** One round of looking at environments, in the order of their ids. */
export class Round {
  /** Clusters that did not answer, and why: their other objects are not asked for one timeout after the other. */
  readonly away = new Map<string, string>();
  readonly #from: string;
  #left: number;
  /** Where the next round goes on to ask; empty: at the beginning. */
  next = '';

  /**
   * @param options.questions - Objects that may be asked for, beside those that are not where they should be. Default: any
   * number.
   * @param options.from - Id of the first environment whose objects may be asked for. Default: the first of all.
   */
  constructor(options: { questions?: number; from?: string } = {}) {
    this.#left = options.questions ?? Infinity;
    this.#from = options.from ?? '';
  }

  mayAsk(environmentId: string): boolean {
    if (environmentId < this.#from) {
      return false;
    }
    if (this.#left <= 0) {
      this.next ||= environmentId;
      return false;
    }
    this.#left -= 1;
    return true;
  }
}

/** What is watched. */
type LookedAt = Pick<Watches, 'look' | 'observedAt' | 'identity'>;

/** Tells how objects are: from what is watched, and only else by asking for them. */
export class ItemLooks {
  readonly #watches: LookedAt;
  readonly #engines: EngineRegistry;

  constructor(options: { watches: LookedAt; engines: EngineRegistry }) {
    this.#watches = options.watches;
    this.#engines = options.engines;
  }

  /** Undefined while what it owns is being read for the first time: then what is written stays. Never throws. */
  async of(
    { environment, items }: ObservedEnvironment,
    round: Round,
  ): Promise<Looked | undefined> {
    const looked: Looked = { resources: [], observations: [] };
    const asked: ObservedItem[] = [];
    for (const item of items) {
      const look = this.#watches.look(item);
      if (look.how === 'wait') {
        return undefined;
      }
      if (look.how === 'trouble') {
        add(looked, item, {
          status: 'Unknown',
          message: look.message,
          observedAt: this.#observedAt(item) ?? item.observedAt,
          links: item.links,
        });
      } else if (look.how === 'seen' && look.seen) {
        const { status, message, links = [], runs } = look.seen;
        const identity = this.#watches.identity(item.ref.cluster);
        add(looked, item, {
          status,
          message,
          links,
          observedAt: this.#observedAt(item) ?? new Date().toISOString(),
          ...(runs !== undefined && { runs }),
          ...(item.clusterIdentity === undefined &&
            identity !== undefined && { clusterIdentity: identity }),
        });
      } else if (
        !item.isObserved ||
        (item.parent === undefined
          ? // It is not where it should be: that is worth a question at any time.
            look.how === 'seen'
          : // What another object made carries no label. It is worth one when that object is another.
            this.#isNews(items, item.parent)) ||
        round.mayAsk(environment.id)
      ) {
        asked.push(item);
      } else {
        add(looked, item, item);
      }
    }
    for (const [item, answer] of await this.#ask(asked, round)) {
      add(looked, item, answer, true);
    }
    return looked;
  }

  /** Whether an item is otherwise than is written down. */
  #isNews(items: ObservedItem[], id: string): boolean {
    const item = items.find(one => one.id === id);
    const look = item && this.#watches.look(item);
    return look?.how === 'seen' && look.seen?.status !== item?.status;
  }

  #observedAt({ ref }: InventoryItem): string | undefined {
    return this.#watches.observedAt(ref.cluster);
  }

  /** One answer for each item, in the end, whatever the engines say. */
  async #ask(
    items: ObservedItem[],
    round: Round,
  ): Promise<Array<[ObservedItem, Answer]>> {
    const engines = [...new Set(items.map(({ engine }) => engine))];
    const answered = await Promise.all(
      engines.map(async engine => {
        const own = items.filter(item => item.engine === engine);
        const answers = await this.#answers(
          engine,
          own.filter(({ ref }) => !round.away.has(ref.cluster)),
          round,
        );
        return own.map((item): [ObservedItem, Answer] => [
          item,
          answers.get(item.id) ??
            unknown(
              round.away.get(item.ref.cluster) ??
                `engine '${engine}' does not say how it is`,
            ),
        ]);
      }),
    );
    return answered.flat();
  }

  async #answers(
    engine: string,
    items: ObservedItem[],
    round: Round,
  ): Promise<Map<string, Answer>> {
    if (items.length === 0) {
      return new Map();
    }
    const signal = AbortSignal.timeout(ASK_TIMEOUT_MS);
    try {
      const answers = await this.#engines
        .get(engine)
        .observe(items, { signal });
      if (signal.aborted) {
        items.forEach(({ ref }) =>
          round.away.set(ref.cluster, 'It did not answer in time'),
        );
      }
      return new Map(answers.map(answer => [answer.id, answer]));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return new Map(items.map(({ id }) => [id, unknown(reason)]));
    }
  }
}

type Answer = Omit<Observation, 'id'> & { runs?: boolean };

function add(
  looked: Looked,
  { id, ref, parent }: ObservedItem,
  answer: Answer,
  wasAsked = false,
): void {
  const { status, message, observedAt, links, runs, clusterIdentity } = answer;
  // Of what cannot be seen and was made by another object, that object speaks.
  if (parent === undefined || status !== 'Unknown') {
    looked.resources.push({
      ref,
      status,
      message,
      ...(runs !== undefined && { runs }),
    });
  }
  looked.observations.push({
    id,
    status,
    message,
    observedAt,
    links,
    wasAsked,
    ...(clusterIdentity !== undefined && { clusterIdentity }),
  });
}

function unknown(message: string): Answer {
  return {
    status: 'Unknown',
    message,
    observedAt: new Date().toISOString(),
    links: [],
  };
}
