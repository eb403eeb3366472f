import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import type { EnvironmentClasses } from '@cairn/plugin-environments-node';
import { classEntity } from './classEntity';

/** Brings the environment classes of the configured folders into the catalog, again after each change of a file. */
export class EnvironmentClassProvider implements EntityProvider {
  readonly #classes: EnvironmentClasses;
  readonly #logger: LoggerService;

  constructor(options: { classes: EnvironmentClasses; logger: LoggerService }) {
    this.#classes = options.classes;
    this.#logger = options.logger;
  }

  getProviderName(): string {
    return 'cairn-environment-classes';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    const provide = async () => {
      const { classes } = await this.#classes.list();
      await connection.applyMutation({
        type: 'full',
        entities: classes.map(one => ({
          entity: classEntity(one),
          locationKey: this.getProviderName(),
        })),
      });
    };
    this.#classes.onChange(() => {
      provide().catch(error =>
        this.#logger.error(
          'Changed environment classes did not get into the catalog',
          error,
        ),
      );
    });
    await provide();
  }
}
