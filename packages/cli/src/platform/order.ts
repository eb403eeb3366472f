import { ConflictError, NotFoundError } from '@backstage/errors';

/** What has a name and needs others. */
export interface Ordered {
  name: string;
  needs: readonly string[];
}

/**
 * Puts each after all it needs, otherwise in the order given.
 *
 * @throws NotFoundError where one needs what is not there; ConflictError where two need each other or share a name.
 */
export function dependencyOrder<T extends Ordered>(nodes: readonly T[]): T[] {
  const byName = new Map<string, T>();
  for (const node of nodes) {
    if (byName.has(node.name)) {
      throw new ConflictError(`Two parts are named "${node.name}".`);
    }
    byName.set(node.name, node);
  }
  const ordered: T[] = [];
  const done = new Set<string>();

  const visit = (node: T, path: readonly string[]) => {
    if (done.has(node.name)) {
      return;
    }
    if (path.includes(node.name)) {
      throw new ConflictError(
        `Parts need each other in a circle: ${[...path, node.name].join(
          ' → ',
        )}.`,
      );
    }
    for (const need of node.needs) {
      const needed = byName.get(need);
      if (!needed) {
        throw new NotFoundError(
          `Part "${node.name}" needs "${need}", which is not a part.`,
        );
      }
      visit(needed, [...path, node.name]);
    }
    done.add(node.name);
    ordered.push(node);
  };
  for (const node of nodes) {
    visit(node, []);
  }
  return ordered;
}

/**
 * The named ones and all they need, directly and not.
 *
 * @throws NotFoundError where a name is not there.
 */
export function withNeeds<T extends Ordered>(
  nodes: readonly T[],
  names: readonly string[],
): T[] {
  const wanted = new Set<string>();
  const visit = (name: string) => {
    const node = nodes.find(it => it.name === name);
    if (!node) {
      throw new NotFoundError(
        `There is no part "${name}". There are: ${nodes
          .map(it => it.name)
          .join(', ')}.`,
      );
    }
    if (!wanted.has(name)) {
      wanted.add(name);
      node.needs.forEach(visit);
    }
  };
  names.forEach(visit);
  return nodes.filter(node => wanted.has(node.name));
}
