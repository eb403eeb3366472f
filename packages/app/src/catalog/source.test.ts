import type { Entity } from '@backstage/catalog-model';
import { hasSource, repositoryAddress } from './source';

const entityWith = (annotations: Record<string, string>): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'cart-api', annotations },
});

describe('the source of an entity', () => {
  it('is its repository at the Git host', () => {
    const entity = entityWith({ 'cairn.dev/repository': 'larkfield/cart-api' });
    expect(hasSource(entity)).toBe(true);
    expect(repositoryAddress(entity, 'http://localhost:7009/')).toBe(
      'http://localhost:7009/larkfield/cart-api',
    );
    expect(repositoryAddress(entity, undefined)).toBeUndefined();
  });

  it.each(['../../evil', 'data:text/html,x/y', 'one', 'a/b/c', 'a/b?c'])(
    'is not %s',
    repository => {
      const entity = entityWith({ 'cairn.dev/repository': repository });
      expect(hasSource(entity)).toBe(false);
      expect(repositoryAddress(entity, 'http://git')).toBeUndefined();
    },
  );

  it('may be where the catalog has read it', () => {
    const read = (location: string) =>
      hasSource(entityWith({ 'backstage.io/managed-by-location': location }));
    expect(read('url:https://github.com/larkfield/cart-api/')).toBe(true);
    expect(read('file:/srv/catalog-info.yaml')).toBe(false);
  });
});
