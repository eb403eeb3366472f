import type { PlatformDependencies, PlatformDependency } from './dependencies';

/** In memory: what a backend depends on is known anew at each start. */
export class DefaultPlatformDependencies implements PlatformDependencies {
  readonly #dependencies = new Map<string, PlatformDependency>();

  register(dependency: PlatformDependency): void {
    const known = this.#dependencies.get(dependency.id);
    this.#dependencies.set(
      dependency.id,
      known
        ? {
            ...known,
            neededFor: [
              ...new Set([...known.neededFor, ...dependency.neededFor]),
            ],
          }
        : dependency,
    );
  }

  list(): PlatformDependency[] {
    return [...this.#dependencies.values()];
  }
}
