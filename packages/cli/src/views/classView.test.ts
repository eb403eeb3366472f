import type { EnvironmentClassSummary } from '@cairn/plugin-environments-common';
import { withoutColour } from '../output/Style';
import { classLines } from './classView';

const staging: EnvironmentClassSummary = {
  name: 'staging',
  title: 'Staging',
  description: 'Several services.',
  owner: 'group:default/platform-team',
  version: 'sha256:1',
  parameters: {},
  lifecycle: {
    ttlHours: 336,
    production: false,
    renewals: 3,
    hibernateSchedule: {
      timeZone: 'Europe/Stockholm',
      asleep: [{ days: ['monday', 'tuesday'], from: '20:00', to: '07:00' }],
    },
  },
  budget: { monthlyMicros: 120_000_000, currency: 'EUR' },
  approval: {
    aboveMicros: 60_000_000,
    by: ['group:default/platform-team'],
    fourEyes: true,
  },
  clusters: ['local'],
  components: [{ name: 'namespace', engine: 'kubernetes', needs: [] }],
};

it('says how long environments of a class live, when they sleep, and whose yes they need', () => {
  const lines = classLines(staging, withoutColour).map(line =>
    line.replace(/ {2,}/, ': '),
  );
  expect(lines).toEqual(
    expect.arrayContaining([
      'Lives: 14 d',
      'Extended: 3 times, by 14 d from that moment',
      'Sleeps: mon, tue from 20:00 to 07:00 (Europe/Stockholm)',
      'Needs a yes: above €60 a month, by platform-team, and not by who asks',
    ]),
  );
});

it('says nothing of what a class does not do', () => {
  const lines = classLines(
    {
      ...staging,
      approval: undefined,
      lifecycle: { production: false, renewals: 0 },
    },
    withoutColour,
  ).join('\n');
  expect(lines).toContain('until destroyed');
  expect(lines).not.toMatch(/Extended|Sleeps|Needs a yes/);
});
