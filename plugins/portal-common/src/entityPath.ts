import { parseEntityRef } from '@backstage/catalog-model';

/** An entity as a part of an address: `component:default/cart-api` as `component/default/cart-api`. */
export function entityPath(entityRef: string): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return [kind, namespace, name].map(encodeURIComponent).join('/');
}
