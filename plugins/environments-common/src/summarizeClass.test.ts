import { environmentClassSchema } from './class';
import { lifetimeHours } from './lifetime';
import { summarizeClass } from './summarizeClass';

describe('summarizeClass', () => {
  const minimal = {
    apiVersion: 'cairn.dev/v1alpha1',
    kind: 'EnvironmentClass',
    metadata: { name: 'sandbox' },
    spec: {
      owner: 'group:default/platform-team',
      parameters: { type: 'object' },
      lifecycle: {},
      placement: { clusters: ['local'] },
      components: [{ name: 'a', engine: 'kubernetes' }],
    },
  };

  it('says money in micro-units and lifetimes in hours', () => {
    const definition = environmentClassSchema.parse({
      ...minimal,
      spec: {
        ...minimal.spec,
        lifecycle: { ttl: '14d', renewals: 2, hibernateAfter: '2d' },
        budget: { monthly: 12.34 },
        approval: { above: 5.5, by: ['group:default/platform-team'] },
      },
    });
    expect(summarizeClass(definition, 'sha256:1')).toMatchObject({
      lifecycle: {
        ttlHours: 336,
        production: false,
        renewals: 2,
        hibernateAfterHours: 48,
      },
      budget: { monthlyMicros: 12_340_000, currency: 'USD' },
      approval: {
        aboveMicros: 5_500_000,
        by: ['group:default/platform-team'],
        fourEyes: true,
      },
    });
  });

  it('leaves out what the class does not say', () => {
    const summary = summarizeClass(
      environmentClassSchema.parse(minimal),
      'sha256:1',
    );
    expect(summary).toMatchObject({ title: 'sandbox', description: '' });
    expect(summary).not.toHaveProperty('budget');
    expect(summary).not.toHaveProperty('approval');
    expect(summary.lifecycle).toEqual({ production: false, renewals: 0 });
  });

  it.each(['0h', '1', '72 h', '1w', '', '-1d'])(
    'does not take %j for a lifetime',
    ttl => {
      expect(() => lifetimeHours(ttl)).toThrow(RangeError);
    },
  );
});
