import type { Entity } from '@backstage/catalog-model';

function group(name: string, displayName: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name, namespace: 'default' },
    spec: { type: 'team', profile: { displayName }, children: [] },
  };
}

function component(name: string, owner: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default' },
    spec: { type: 'service', lifecycle: 'production', owner },
  };
}

/** A corner of the example company. */
export const entities: Entity[] = [
  group('checkout-team', 'Checkout'),
  group('payments-team', 'Payments'),
  group('storefront-team', 'Storefront'),
  group('data-team', 'Data'),
  group('platform-team', 'Platform'),
  component('checkout-api', 'checkout-team'),
  component('cart-api', 'storefront-team'),
  component('payments-api', 'payments-team'),
];
