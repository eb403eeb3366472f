import { finished } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { mockServices } from '@backstage/backend-test-utils';
import { PatientLunrSearchEngine } from './PatientLunrSearchEngine';

describe('PatientLunrSearchEngine', () => {
  it('finds nothing where nothing was collected', async () => {
    const engine = new PatientLunrSearchEngine({
      logger: mockServices.logger.mock(),
    });
    expect(await engine.query({ term: 'pay', types: ['techdocs'] })).toEqual({
      results: [],
    });
  });

  it('finds what was collected, also beside a type that has nothing', async () => {
    const engine = new PatientLunrSearchEngine({
      logger: mockServices.logger.mock(),
    });
    const indexer = await engine.getIndexer('software-catalog');
    Readable.from([
      { title: 'payments-api', text: 'Takes payments', location: '/p' },
    ]).pipe(indexer);
    await finished(indexer);

    const { results } = await engine.query({
      term: 'payments',
      types: ['software-catalog', 'techdocs'],
    });
    expect(results.map(({ document }) => document.title)).toEqual([
      'payments-api',
    ]);
  });
});
