import { stepOfPage } from './stepOfPage';

describe('stepOfPage', () => {
  it.each([
    ['/catalog/default/component/cart-api', 'look-at-a-service'],
    ['/catalog/default/component/cart-api/kubernetes', 'look-at-a-service'],
    ['/catalog/default/component/cart-api/docs', 'read-its-docs'],
    ['/catalog/default/component/cart-api/docs/runbook/', 'read-its-docs'],
    ['/docs/default/component/cart-api', 'read-its-docs'],
    ['/catalog', undefined],
    ['/catalog/default/group/checkout-team', undefined],
    ['/docs', undefined],
    ['/', undefined],
  ])('%s is %s', (pathname, step) => {
    expect(stepOfPage(pathname)).toBe(step);
  });
});
