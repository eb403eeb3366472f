import type {
  HealthSource,
  HealthSourceExtensionPoint,
} from '@cairn/plugin-health-node';

/** The sources that modules added. */
export class SourceRegistry implements HealthSourceExtensionPoint {
  readonly #sources = new Map<string, HealthSource>();

  addSource(source: HealthSource): void {
    if (this.#sources.has(source.id)) {
      throw new Error(`Health has two sources with the id "${source.id}"`);
    }
    this.#sources.set(source.id, source);
  }

  all(): HealthSource[] {
    return [...this.#sources.values()];
  }
}
