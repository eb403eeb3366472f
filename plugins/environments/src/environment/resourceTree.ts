import type { ObservedResource } from '@cairn/plugin-environments-common';

export interface ResourceNode {
  resource: ObservedResource;
  children: ResourceNode[];
}

export interface ComponentTree {
  component: string;
  engine: string;
  /** Of all that belongs to it, children included. */
  ready: number;
  total: number;
  nodes: ResourceNode[];
}

/** Resources by component, each below what made it. What names a parent that is not there stands at the top: nothing is lost. */
export function resourceTrees(
  resources: readonly ObservedResource[],
): ComponentTree[] {
  const ids = new Set(resources.map(({ id }) => id));
  const below = new Map<string, ObservedResource[]>();
  const tops = new Map<string, ObservedResource[]>();
  for (const resource of resources) {
    const { parent, component, id } = resource;
    const [of, key] =
      parent !== undefined && parent !== id && ids.has(parent)
        ? ([below, parent] as const)
        : ([tops, component] as const);
    of.set(key, [...(of.get(key) ?? []), resource]);
  }
  const node = (resource: ObservedResource): ResourceNode => ({
    resource,
    children: (below.get(resource.id) ?? []).map(node),
  });
  const size = (nodes: ResourceNode[]): { ready: number; total: number } =>
    nodes.reduce(
      (sum, { resource, children }) => {
        const inner = size(children);
        return {
          ready:
            sum.ready + inner.ready + (resource.status === 'Ready' ? 1 : 0),
          total: sum.total + inner.total + 1,
        };
      },
      { ready: 0, total: 0 },
    );
  return [...tops].map(([component, owned]) => {
    const nodes = owned.map(node);
    return { component, engine: owned[0].engine, nodes, ...size(nodes) };
  });
}
