import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type { Environment } from '@cairn/plugin-environments-common';
import {
  ENVIRONMENT_EVENTS_TOPIC,
  type EnvironmentEvent,
} from '@cairn/plugin-environments-node';
import type { EnvironmentsStore } from '../store/EnvironmentsStore';

type EnvironmentOfEvent = Pick<
  Environment,
  'name' | 'owner' | 'state' | 'createdBy'
>;

/** Tells other plugins and open pages that an environment changed. What it is now they ask for with their own rights. */
export class EnvironmentChanges {
  readonly #environments: EnvironmentsStore;
  readonly #events: EventsService;
  readonly #signals: SignalsService;
  readonly #logger: LoggerService;

  constructor(options: {
    environments: EnvironmentsStore;
    events: EventsService;
    signals: SignalsService;
    logger: LoggerService;
  }) {
    this.#environments = options.environments;
    this.#events = options.events;
    this.#signals = options.signals;
    this.#logger = options.logger;
  }

  /** Never throws: nobody's work depends on being heard. */
  async tell(environmentId: string): Promise<void> {
    try {
      const environment = await this.#environments.byId(environmentId);
      if (environment) {
        await this.told(environment);
      }
    } catch (error) {
      this.#logger.warn(
        `A change of environment ${environmentId} was not told: ${error}`,
      );
    }
  }

  /** The same of an environment that is at hand as it is now. */
  async told({
    name,
    owner,
    state,
    createdBy,
  }: EnvironmentOfEvent): Promise<void> {
    try {
      const eventPayload: EnvironmentEvent = {
        environment: name,
        owner,
        state,
        createdBy,
      };
      await this.#events.publish({
        topic: ENVIRONMENT_EVENTS_TOPIC,
        eventPayload,
      });
      // Everybody hears signals, so this one says no more than that something changed.
      await this.#signals.publish({
        recipients: { type: 'broadcast' },
        channel: ENVIRONMENT_EVENTS_TOPIC,
        message: { environment: name },
      });
    } catch (error) {
      this.#logger.warn(
        `A change of environment ${name} was not told: ${error}`,
      );
    }
  }
}
