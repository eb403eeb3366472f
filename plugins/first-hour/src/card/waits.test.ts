import { waitFor, waitsOf } from './waits';

function dependency(id: string, state: string, remainingSeconds?: number) {
  return {
    id,
    title: id,
    state,
    progress: remainingSeconds === undefined ? undefined : { remainingSeconds },
  };
}

describe('waitsOf', () => {
  it.each([
    ['building', 359, 'cluster:local, about 6 minutes', true],
    ['building', 61, 'cluster:local, about 1 minute', true],
    ['building', 2, 'cluster:local, about 1 minute', true],
    ['building', undefined, 'cluster:local, which is being built', true],
    ['starting', undefined, 'cluster:local, which is starting', true],
    ['down', undefined, 'cluster:local, which is down', false],
    ['off', undefined, 'cluster:local, which is not set up', false],
  ])('says of %s with %s seconds left: %s', (state, left, text, comes) => {
    expect(
      waitsOf({ dependencies: [dependency('cluster:local', state, left)] }),
    ).toMatchObject([{ id: 'cluster:local', text, comes }]);
  });

  it.each(['ok', 'degraded', 'unknown', 'something new'])(
    'waits for nothing that is %s',
    state => {
      expect(waitsOf({ dependencies: [dependency('opa', state)] })).toEqual([]);
    },
  );
});

describe('waitFor', () => {
  const waits = waitsOf({
    dependencies: [
      dependency('git', 'down'),
      dependency('cluster:local', 'starting'),
      dependency('clusters', 'down'),
    ],
  });

  it('finds what is needed by its id, or by the part before the colon', () => {
    expect(waitFor(['git'], waits)?.id).toBe('git');
    expect(waitFor(['opa', 'cluster'], waits)?.id).toBe('cluster:local');
  });

  it('finds the longest of several', () => {
    const several = waitsOf({
      dependencies: [
        dependency('cluster:local', 'building', 120),
        dependency('opa', 'building', 540),
        dependency('git', 'building', 60),
      ],
    });
    expect(waitFor(['cluster', 'opa', 'git'], several)?.id).toBe('opa');
    expect(
      waitFor(
        ['cluster', 'opa'],
        waitsOf({
          dependencies: [
            dependency('cluster:local', 'building', 120),
            dependency('opa', 'down'),
          ],
        }),
      )?.id,
    ).toBe('opa');
  });

  it('finds nothing where nothing is needed', () => {
    expect(waitFor([], waits)).toBeUndefined();
    expect(waitFor(['opa'], waits)).toBeUndefined();
  });
});
