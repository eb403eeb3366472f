import type { CostSummary } from '@cairn/plugin-cost-common';
import { SummaryBatch } from './SummaryBatch';

const summary = (entityRef: string): CostSummary => ({
  entityRef,
  currency: 'USD',
  monthToDateMicros: 1,
  sample: false,
});

describe('SummaryBatch', () => {
  it('asks for all cells of a table in requests of a hundred', async () => {
    const asked: string[][] = [];
    const batch = new SummaryBatch({
      getSummaries: async refs => {
        asked.push(refs);
        return refs.map(summary);
      },
    });
    const refs = Array.from(
      { length: 250 },
      (_, i) => `component:default/${i}`,
    );
    const answers = await Promise.all(refs.map(ref => batch.load(ref)));

    expect(asked.map(({ length }) => length)).toEqual([100, 100, 50]);
    expect(answers.map(one => one?.entityRef)).toEqual(refs);
  });

  it('asks once for what is asked for twice, and again later', async () => {
    const asked: string[][] = [];
    const batch = new SummaryBatch({
      getSummaries: async refs => {
        asked.push(refs);
        return [];
      },
    });
    expect(
      await Promise.all([
        batch.load('component:default/a'),
        batch.load('component:default/a'),
      ]),
    ).toEqual([undefined, undefined]);
    await batch.load('component:default/a');
    expect(asked).toEqual([['component:default/a'], ['component:default/a']]);
  });

  it('fails only those of the request that failed', async () => {
    const batch = new SummaryBatch({
      getSummaries: async refs => {
        if (refs.length < 100) throw new Error('down');
        return refs.map(summary);
      },
    });
    const refs = Array.from(
      { length: 101 },
      (_, i) => `component:default/${i}`,
    );
    const answers = await Promise.allSettled(refs.map(ref => batch.load(ref)));
    expect(answers.filter(({ status }) => status === 'rejected')).toHaveLength(
      1,
    );
  });
});
