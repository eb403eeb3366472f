import { InputError } from '@backstage/errors';
import type {
  CostSource,
  CostSourceExtensionPoint,
} from '@cairn/plugin-cost-node';

/** What modules add. */
export class SourceRegistry implements CostSourceExtensionPoint {
  readonly #sources = new Map<string, CostSource>();

  /** @throws InputError where another has its id */
  addSource(source: CostSource): void {
    if (this.#sources.has(source.id)) {
      throw new InputError(`There is a source of costs '${source.id}' already`);
    }
    this.#sources.set(source.id, source);
  }

  all(): CostSource[] {
    return [...this.#sources.values()];
  }
}
