import type { ClassComponent } from './class';

/**
 * The names of components so that each comes after all that it needs; among those that could come next the one that the
 * class names first.
 *
 * @throws Error naming the component, where a name stands twice, a need is no component, or needs go in a circle
 */
export function componentOrder(
  components: ReadonlyArray<Pick<ClassComponent, 'name' | 'needs'>>,
): string[] {
  const names = new Set<string>();
  for (const { name } of components) {
    if (names.has(name)) {
      throw new Error(`component '${name}' stands there twice`);
    }
    names.add(name);
  }
  for (const { name, needs } of components) {
    const missing = needs.find(need => !names.has(need));
    if (missing !== undefined) {
      throw new Error(
        `component '${name}' needs '${missing}', which is no component of the class`,
      );
    }
  }

  const ordered: string[] = [];
  const done = new Set<string>();
  while (ordered.length < components.length) {
    const next = components.find(
      ({ name, needs }) =>
        !done.has(name) && needs.every(need => done.has(need)),
    );
    if (!next) {
      const stuck = components
        .filter(({ name }) => !done.has(name))
        .map(({ name }) => `'${name}'`);
      throw new Error(`components ${stuck.join(', ')} need each other`);
    }
    done.add(next.name);
    ordered.push(next.name);
  }
  return ordered;
}
