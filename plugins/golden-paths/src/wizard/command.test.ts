import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { newCommand, quoted } from './command';

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

  it('is read by a shell as what it says', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }).filter(word => !word.includes('\0')),
        word => {
          expect(
            execFileSync('/bin/sh', ['-c', `printf %s ${quoted(word)}`], {
              encoding: 'utf8',
            }),
          ).toBe(word);
        },
      ),
      { numRuns: 40 },
    );
  });
});
