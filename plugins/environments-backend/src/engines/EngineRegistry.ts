import { NotFoundError } from '@backstage/errors';
import type {
  Engine,
  EnvironmentsEngineExtensionPoint,
} from '@cairn/plugin-environments-node';

/** The engines that modules have added. */
export class EngineRegistry implements EnvironmentsEngineExtensionPoint {
  readonly #engines = new Map<string, Engine>();

  addEngine(engine: Engine): void {
    if (this.#engines.has(engine.id)) {
      throw new Error(`There is already an engine '${engine.id}'`);
    }
    this.#engines.set(engine.id, engine);
  }

  list(): Engine[] {
    return [...this.#engines.values()];
  }

  /** Of all engines that are named, by their ids. */
  versionsOf(named: Array<{ engine: string }>): Record<string, number> {
    return Object.fromEntries(
      named.map(({ engine }) => [engine, this.get(engine).version ?? 1]),
    );
  }

  /** @throws NotFoundError */
  get(id: string): Engine {
    const engine = this.#engines.get(id);
    if (!engine) {
      throw new NotFoundError(
        `There is no engine '${id}' in this backend; there are: ${
          [...this.#engines.keys()].join(', ') || 'none'
        }`,
      );
    }
    return engine;
  }
}
