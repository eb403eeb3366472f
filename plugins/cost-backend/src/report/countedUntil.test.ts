import { toldSources } from './countedUntil';

const source = (id: string, sampled_at: string | null, sample = false) => ({
  id,
  title: id,
  sample,
  sampled_at,
  trouble: id === 'away' ? 'It does not answer' : null,
});
const sources = [
  source('now', '2026-01-31T16:40:49.210Z'),
  source('before', '2026-01-31T18:00:00.000Z'),
  source('away', null),
  source('sample', '2026-01-31T16:00:00Z', true),
];

it('tells of hours no more than is over, of real sources also where they gave nothing', () => {
  const until = '2026-01-31T17:00:00Z';
  expect(
    toldSources(
      sources,
      new Map([
        ['now', until],
        ['before', until],
      ]),
    ),
  ).toEqual([
    {
      id: 'now',
      title: 'now',
      until: '2026-01-31T16:40:49.210Z',
      sample: false,
    },
    { id: 'before', title: 'before', until, sample: false },
    { id: 'away', title: 'away', sample: false, trouble: 'It does not answer' },
  ]);
});
