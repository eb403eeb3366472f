import { newCommand } from './command';

describe('newCommand', () => {
  it('says every value', () => {
    expect(
      newCommand('template:default/node-service', {
        name: 'checkout-vouchers',
        owner: 'group:default/checkout-team',
        description: "Amara's vouchers; $(rm -rf /)",
        system: undefined,
        environments: [{ name: 'dev', class: 'service-dev' }],
      }),
    ).toBe(
      "./cairn new node-service --name checkout-vouchers --owner group:default/checkout-team --description 'Amara'\\''s vouchers; $(rm -rf /)' --env dev=service-dev",
    );
  });

  it('says that nothing is to run, and nothing where it could not say all', () => {
    const template = 'template:default/node-service';
    expect(newCommand(template, { environments: [] })).toBe(
      './cairn new node-service --env none',
    );
    expect(newCommand(template, { replicas: 3 })).toBeUndefined();
  });
});
