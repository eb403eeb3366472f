import { visitOf } from './visitOf';

const CART = 'component:default/cart-api';

describe('visitOf', () => {
  it.each([
    ['/catalog/default/component/cart-api', 'look-at-a-service'],
    ['/catalog/default/component/cart-api/kubernetes', 'look-at-a-service'],
    ['/catalog/default/component/cart-api/docs', 'read-its-docs'],
    ['/catalog/default/component/cart-api/docs/runbook/', 'read-its-docs'],
    ['/docs/default/component/cart-api', 'read-its-docs'],
  ])('%s is %s, of the cart', (pathname, step) => {
    expect(visitOf(pathname)).toEqual({ step, entityRef: CART });
  });

  it.each(['/catalog', '/catalog/default/group/checkout-team', '/docs', '/'])(
    '%s is no step',
    pathname => {
      expect(visitOf(pathname)).toBeUndefined();
    },
  );
});
