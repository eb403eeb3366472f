import { thingsOf } from './visits';

const visit = (pathname: string) => ({ pathname });

describe('thingsOf', () => {
  it('names each thing once, the last visit first, whichever tab was open', () => {
    expect(
      thingsOf([
        visit('/catalog/default/component/cart-api/docs/runbook'),
        visit('/environments/try-out/runs/1'),
        visit('/catalog/default/component/cart-api'),
        visit('/docs/default/component/cart-api/'),
      ]),
    ).toEqual([
      {
        pathname: '/catalog/default/component/cart-api',
        kind: 'Component',
        entityRef: 'component:default/cart-api',
        name: 'cart-api',
      },
      {
        pathname: '/environments/try-out',
        kind: 'Environment',
        name: 'try-out',
      },
      {
        pathname: '/docs/default/component/cart-api',
        kind: 'Docs',
        entityRef: 'component:default/cart-api',
        name: 'cart-api',
      },
    ]);
  });

  it.each([
    '/',
    '/catalog',
    '/docs',
    '/environments',
    '/environments/new',
    '/environments/classes/sandbox',
    '/environments/plans/sha256:00',
    '/environments/orphans',
    '/environments/ledger',
    '/search',
    '/settings/general',
  ])('leaves out %s, which is no thing', pathname => {
    expect(thingsOf([visit(pathname)])).toEqual([]);
  });

  it('stops at six', () => {
    const many = Array.from({ length: 20 }, (_, number) =>
      visit(`/environments/env-${number}`),
    );
    expect(thingsOf(many)).toHaveLength(6);
  });

  it('does not break on an address that nobody can read', () => {
    expect(thingsOf([visit('/catalog/default/api/%E0%A4%A')])).toEqual([]);
  });
});
