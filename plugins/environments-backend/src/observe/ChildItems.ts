import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EngineRegistry } from '../engines/EngineRegistry';
import type { ObservedItem } from '../store/ObservedStore';
import type { InventoryStore } from '../store/InventoryStore';
import type { Watches } from './Watches';

const TIMEOUT_MS = 15_000;
/** Parents whose children are read at the same time. */
const AT_THE_SAME_TIME = 4;

/** Keeps what items made, for example what an application deployed, in the inventory as it is now. */
export class ChildItems {
  readonly #watches: Pick<Watches, 'look'>;
  readonly #engines: EngineRegistry;
  readonly #inventory: InventoryStore;
  readonly #logger: LoggerService;
  readonly #onChange: (environmentId: string) => void;
  /** Ids of parents that wait, or whose children are being read. */
  readonly #waiting = new Map<string, () => Promise<void>>();
  readonly #reading = new Map<string, Promise<void>>();
  #isStopped = false;

  /** @param options.onChange - Called with an environment whose inventory changed. */
  constructor(options: {
    watches: Pick<Watches, 'look'>;
    engines: EngineRegistry;
    inventory: InventoryStore;
    logger: LoggerService;
    onChange: (environmentId: string) => void;
  }) {
    this.#watches = options.watches;
    this.#engines = options.engines;
    this.#inventory = options.inventory;
    this.#logger = options.logger;
    this.#onChange = options.onChange;
  }

  /** Reads the children of those items, soon, that show that they may have others now. */
  follow(environmentId: string, items: ObservedItem[]): void {
    for (const item of items) {
      const look = this.#watches.look(item);
      const mark = look.how === 'seen' ? look.seen?.childrenMark : undefined;
      if (mark !== undefined && mark !== item.childrenMark) {
        this.#waiting.set(item.id, () => this.#read(environmentId, item, mark));
      }
    }
    this.#next();
  }

  /** Reads no more, and waits for what is being read. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#waiting.clear();
    await Promise.all(this.#reading.values());
  }

  #next(): void {
    for (const [id, read] of this.#waiting) {
      if (this.#isStopped || this.#reading.size >= AT_THE_SAME_TIME) {
        return;
      }
      if (!this.#reading.has(id)) {
        this.#waiting.delete(id);
        this.#reading.set(
          id,
          read().finally(() => {
            this.#reading.delete(id);
            this.#next();
          }),
        );
      }
    }
  }

  /** Never throws: the next look finds that it is still to be done. */
  async #read(
    environmentId: string,
    item: ObservedItem,
    mark: string,
  ): Promise<void> {
    try {
      const children =
        (await this.#engines.get(item.engine).children?.(item, {
          signal: AbortSignal.timeout(TIMEOUT_MS),
        })) ?? [];
      await this.#inventory.setChildren(environmentId, item, children, {
        mark,
        now: new Date(),
      });
      this.#onChange(environmentId);
    } catch (error) {
      this.#logger.warn(
        `What ${item.ref.kind} ${item.ref.name} made cannot be read now: ${error}`,
      );
    }
  }
}
