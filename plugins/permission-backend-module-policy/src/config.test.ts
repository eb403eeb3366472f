import { mockServices } from '@backstage/backend-test-utils';
import { readPlatformGroup } from './config';

function read(platformGroup?: string) {
  return readPlatformGroup(
    mockServices.rootConfig({
      data: { cairn: { permission: { platformGroup } } },
    }),
  );
}

describe('readPlatformGroup', () => {
  it('is the platform team unless said otherwise', () => {
    expect(read()).toBe('group:default/platform-team');
  });

  it.each([
    ['group:default/infra', 'group:default/infra'],
    ['Group:Default/Infra', 'group:default/infra'],
    ['infra', 'group:default/infra'],
    ['team-a/infra', 'group:team-a/infra'],
  ])('takes %s as %s', (value, ref) => {
    expect(read(value)).toBe(ref);
  });

  it.each(['user:default/priya.raman', 'group:', 'a:b:c'])(
    'refuses %s and says what to name',
    value => {
      expect(() => read(value)).toThrow(
        `cairn.permission.platformGroup is "${value}"`,
      );
    },
  );
});
