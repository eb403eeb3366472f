import fc from 'fast-check';
import { nextInLine, whyWaiting, type Traffic } from './nextInLine';

const none: Traffic = {
  runsPerGroup: 2,
  runsPerCluster: 3,
  byOwner: new Map(),
  byCluster: new Map(),
  lastTurn: new Map(),
};

describe('whose turn it is', () => {
  it('lets every run have its turn, never beyond a limit, and no group twice before one that waits as well', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            owner: fc.constantFrom('g/a', 'g/b', 'g/c'),
            cluster: fc.constantFrom('x', 'y'),
          }),
          { maxLength: 40 },
        ),
        wanted => {
          let waiting = wanted.map((run, index) => ({
            ...run,
            id: `${index}`,
          }));
          const turns = new Map<string, number>();
          const count = waiting.length;
          for (let turn = 1; turn <= count; turn++) {
            // Everything before has ended.
            const next = nextInLine(waiting, { ...none, lastTurn: turns });
            if (!next) {
              throw new Error('somebody waits for nothing');
            }
            const longest = Math.min(
              ...waiting.map(({ owner }) => turns.get(owner) ?? 0),
            );
            expect(turns.get(next.owner) ?? 0).toBe(longest);
            turns.set(next.owner, turn);
            waiting = waiting.filter(({ id }) => id !== next.id);
          }
          expect(waiting).toEqual([]);
        },
      ),
    );
  });

  it('passes over a group and a cluster that are at their limit', () => {
    const run = { id: '1', owner: 'group:default/a', cluster: 'x' };
    const other = { id: '2', owner: 'group:default/b', cluster: 'y' };
    const full = { ...none, byOwner: new Map([[run.owner, 2]]) };
    expect(whyWaiting(run, full)).toContain('another run of a is over');
    expect(nextInLine([run, other], full)).toBe(other);
    const slow = { ...none, byCluster: new Map([['x', 3]]) };
    expect(whyWaiting(run, slow)).toContain('in the cluster x is over');
    expect(nextInLine([run, other], slow)).toBe(other);
    expect(nextInLine([run], slow)).toBeUndefined();
  });
});
