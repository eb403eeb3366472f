import { webAddress } from './ExternalLink';

describe('webAddress', () => {
  it.each([
    ['http://localhost:7009/larkfield/cart-api', true],
    ['https://git.example/x', true],
    [`${'javascript'}:alert(1)`, false],
    ['data:text/html,x', false],
    ['//git.example/x', false],
    ['not an address', false],
    ['', false],
    [undefined, false],
  ])('lets %s lead: %s', (address, leads) => {
    expect(webAddress(address)).toBe(leads ? address : undefined);
  });
});
