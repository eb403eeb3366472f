import { recorded } from '../__testing__/recorded';
import { timelineOf } from './timelineOf';

function timeline(name: string) {
  const { tree, cluster } = recorded(name);
  return timelineOf([tree], cluster.events('h-try'), 'local');
}

describe('timelineOf', () => {
  it('tells deploys, scalings and warnings, the newest first', () => {
    const entries = timeline('upgrade');
    expect(entries.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['deploy', 'scale', 'warning']),
    );
    expect(
      entries.filter(({ type }) => type === 'deploy').map(one => one.message),
    ).toEqual([
      'Version 2 of upgrade: registry.example/web:2',
      'Version 1 of upgrade: registry.example/web:1',
    ]);
    const times = entries.map(({ at }) => Date.parse(at));
    expect(times).toEqual([...times].sort((a, b) => b - a));
  });

  it('tells restarts with how often', () => {
    expect(timeline('crash')).toContainEqual(
      expect.objectContaining({
        type: 'restart',
        message: expect.stringContaining('ended with Error (exit code 1)'),
        count: expect.any(Number),
      }),
    );
  });

  it('leaves out what is of others', () => {
    const { cluster } = recorded('crash');
    const { tree } = recorded('well');
    expect(
      timelineOf([tree], cluster.events('h-try'), 'local').filter(
        ({ type }) => type === 'warning',
      ),
    ).toEqual([]);
  });
});
