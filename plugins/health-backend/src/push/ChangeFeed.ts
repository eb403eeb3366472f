import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SignalsService } from '@backstage/plugin-signals-node';
import {
  HEALTH_CHANNEL,
  type HealthChanged,
} from '@cairn/plugin-health-common';
import type { Place } from '@cairn/plugin-health-node';
import { placeId } from '../places/PlaceReader';
import type { AffectedEntities } from './AffectedEntities';

/** What changes together is told together, */
const TOGETHER_MS = 20;
/** and a rollout, which changes many objects within moments, not more often than this. */
const EVERY_MS = 200;
const MAX_REFS = 500;

/** Tells open pages which entities' health changed. What it is now they ask for with their own rights. */
export class ChangeFeed {
  readonly #affected: AffectedEntities;
  readonly #signals: SignalsService;
  readonly #logger: LoggerService;
  #changed = new Set<string>();
  #timer?: NodeJS.Timeout;
  #toldAt = 0;

  constructor(options: {
    affected: AffectedEntities;
    signals: SignalsService;
    logger: LoggerService;
  }) {
    this.#affected = options.affected;
    this.#signals = options.signals;
    this.#logger = options.logger;
  }

  tell(places: Array<Pick<Place, 'cluster' | 'namespace'>>): void {
    places.forEach(place => this.#changed.add(placeId(place)));
    this.#timer ??= setTimeout(
      () => this.#flush(),
      Math.max(TOGETHER_MS, this.#toldAt + EVERY_MS - Date.now()),
    ).unref();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  async #flush(): Promise<void> {
    const changed = this.#changed;
    this.#changed = new Set();
    this.#timer = undefined;
    this.#toldAt = Date.now();
    try {
      const entityRefs = this.#affected.of(changed, Date.now());
      for (let at = 0; at < entityRefs.length; at += MAX_REFS) {
        const message: HealthChanged = {
          entityRefs: entityRefs.slice(at, at + MAX_REFS),
        };
        await this.#signals.publish({
          recipients: { type: 'broadcast' },
          channel: HEALTH_CHANNEL,
          message,
        });
      }
    } catch (error) {
      this.#logger.warn(`A change of health was not told: ${error}`);
    }
  }
}
