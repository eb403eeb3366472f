import { newEnvironmentNameSchema } from '@cairn/plugin-environments-common';
import fc from 'fast-check';
import { sandbox, servicePreview } from '../../dev/classes';
import { nameProblem, newDraft } from './draft';

describe('nameProblem', () => {
  it.each(['', 'a', 'my-'])('lets one go on typing after “%s”', name => {
    expect(nameProblem(name, false)).toBeUndefined();
    expect(nameProblem(name, true)).toBeDefined();
  });

  it.each(['new', 'classes'])('refuses “%s”, which is a page', name => {
    expect(nameProblem(name, true)).toContain('is a page of the portal');
  });

  it('refuses what would be named as a further namespace of another', () => {
    expect(nameProblem('team--test', false)).toContain('two hyphens');
  });

  it('says at the end exactly what the API would', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.stringMatching(/^[a-z0-9-]{1,45}$/)),
        name => {
          fc.pre(!['new', 'classes'].includes(name));
          expect(nameProblem(name, true) === undefined).toBe(
            newEnvironmentNameSchema.safeParse(name).success,
          );
        },
      ),
    );
  });

  it('never complains while typing of what is right', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z][a-z0-9-]{1,38}[a-z0-9]$/), name => {
        fc.pre(newEnvironmentNameSchema.safeParse(name).success);
        for (let typed = 1; typed <= name.length; typed += 1) {
          expect(nameProblem(name.slice(0, typed), false)).toBeUndefined();
        }
      }),
    );
  });
});

describe('newDraft', () => {
  it('fills in the component where the class asks for exactly one', () => {
    const component = 'component:default/checkout-api';
    expect(newDraft(servicePreview, component).parameters).toEqual({
      service: component,
    });
    expect(newDraft(sandbox, component).parameters).toEqual({});
    expect(newDraft(servicePreview, undefined).parameters).toEqual({});
  });
});
