import fc from 'fast-check';
import type { FoundObject } from '@cairn/plugin-environments-node';
import { isInPlace } from './isInPlace';

const shop = { name: 'shop' };

function found(ref: Partial<FoundObject['ref']>, more: object = {}) {
  return {
    ref: {
      cluster: 'local',
      apiVersion: 'v1',
      kind: 'ConfigMap',
      name: 'a',
      ...ref,
    },
    uid: 'u',
    environmentId: 'shop-id',
    owned: false,
    ...more,
  };
}

const namespace = found({ kind: 'Namespace', name: 'env-shop' });

describe('isInPlace', () => {
  it.each([
    ['its namespace', namespace, true],
    [
      'another one of its',
      found({ kind: 'Namespace', name: 'env-shop--db' }),
      true,
    ],
    [
      'a namespace of another name',
      found({ kind: 'Namespace', name: 'env-shopping' }),
      false,
    ],
    [
      'a namespace of the cluster',
      found({ kind: 'Namespace', name: 'kube-system' }),
      false,
    ],
    [
      'a kind that is only named so',
      found({ apiVersion: 'x/v1', kind: 'Namespace', name: 'env-shop' }),
      false,
    ],
    ['an object in its namespace', found({ namespace: 'env-shop' }), true],
    ['an object anywhere else', found({ namespace: 'larkfield-cart' }), false],
    ['an object without a namespace', found({ kind: 'ClusterRole' }), false],
    [
      'one that is kept apart',
      found(
        { kind: 'Application', namespace: 'argocd', name: 'cairn-shop-cart' },
        { apart: true },
      ),
      true,
    ],
    [
      'its project',
      found(
        { kind: 'AppProject', namespace: 'argocd', name: 'cairn-shop' },
        { apart: true },
      ),
      true,
    ],
    [
      'one kept apart with the name of another',
      found(
        { kind: 'Application', namespace: 'argocd', name: 'cart' },
        { apart: true },
      ),
      false,
    ],
  ])('says of %s %j: %s', (_, object, expected) => {
    expect(isInPlace(object, shop, [object, namespace])).toBe(expected);
  });

  it('says no of an object in a namespace that has its name only, or the label of another', () => {
    const object = found({ namespace: 'env-shop' });
    expect(isInPlace(object, shop, [object])).toBe(false);
    const theirs = { ...namespace, environmentId: 'another' };
    expect(isInPlace(object, shop, [object, theirs])).toBe(false);
  });

  const names = fc.oneof(
    fc.string(),
    fc.string().map(end => `env-shop${end}`),
    fc.string().map(end => `env-shop--${end}`),
  );

  it('never says yes of a namespace that is not of the environment', () => {
    fc.assert(
      fc.property(names, name => {
        const object = found({ namespace: name });
        const labelled = found({ kind: 'Namespace', name });
        expect(isInPlace(object, shop, [object, labelled])).toBe(
          name === 'env-shop' || name.startsWith('env-shop--'),
        );
      }),
    );
  });
});
