import type { ObservedResource } from '@cairn/plugin-environments-common';
import fc from 'fast-check';
import { resourceTrees, type ResourceNode } from './resourceTree';

function resource(
  id: string,
  changes: Partial<ObservedResource> = {},
): ObservedResource {
  return {
    id,
    component: 'service',
    engine: 'argocd',
    ref: { cluster: 'local', apiVersion: 'v1', kind: 'ConfigMap', name: id },
    uid: `uid-${id}`,
    createdAt: '2026-11-22T10:00:00Z',
    status: 'Ready',
    message: '',
    observedAt: '2026-11-22T10:00:00Z',
    links: [],
    ...changes,
  };
}

const idsOf = (nodes: ResourceNode[]): string[] =>
  nodes.flatMap(({ resource: { id }, children }) => [id, ...idsOf(children)]);

describe('resourceTrees', () => {
  it('puts what an application made below it, and counts it', () => {
    const [tree] = resourceTrees([
      resource('app'),
      resource('deployment', { parent: 'app', status: 'Degraded' }),
      resource('project'),
    ]);
    expect(tree).toMatchObject({ ready: 2, total: 3 });
    expect(tree.nodes.map(({ resource: { id } }) => id)).toEqual([
      'app',
      'project',
    ]);
    expect(idsOf(tree.nodes[0].children)).toEqual(['deployment']);
  });

  it('loses nothing whose parent is above it or not there', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 40 }), { maxLength: 30 }), parents => {
        const all = parents.map((parent, index) =>
          resource(`r${index}`, {
            component: index % 2 ? 'one' : 'other',
            // A later one, or none of that id: never a circle.
            parent: parent > index ? `r${parent}` : undefined,
          }),
        );
        const seen = resourceTrees(all).flatMap(({ nodes }) => idsOf(nodes));
        expect(seen.sort()).toEqual(all.map(({ id }) => id).sort());
      }),
    );
  });
});
