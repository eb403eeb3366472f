import type { CostReport } from '@cairn/plugin-cost-common';
import { withoutColour } from '../output/Style';
import { renderTable } from '../output/table';
import { costColumns, costLines } from './costView';

const now = Date.parse('2026-01-20T00:00:00Z');

const report: CostReport = {
  entityRef: 'component:default/cart-api',
  currency: 'USD',
  monthToDateMicros: 20_100_000,
  forecastMicros: 33_000_000,
  previousMonthMicros: 30_000_000,
  budget: { micros: 25_000_000, from: 'annotation' },
  until: '2026-01-19T23:00:00Z',
  sample: true,
  forecastRule: 'What the last seven days cost goes on.',
  days: [],
  series: [],
  breakdown: [
    {
      dimension: 'environment',
      parts: [
        {
          id: 'shop',
          title: 'shop\u001b[2J',
          micros: 20_100_000,
          previousMicros: 18_000_000,
        },
      ],
    },
    { dimension: 'resource', parts: [] },
  ],
  usageUnknown: 'No metrics source is configured.',
  sources: [
    {
      id: 'sample',
      title: 'sample rows',
      until: '2026-01-19T23:00:00Z',
      sample: true,
    },
  ],
  priceList: { name: 'default', digest: 'sha256:1', currency: 'USD' },
};

describe('cost', () => {
  it('gives the month first, then what it is made of and where it is from', () => {
    expect(
      costLines(report, { style: withoutColour, now, page: 'https://p/x' }),
    ).toEqual([
      'cart-api  $20.10 this month',
      '',
      'Forecast    $33 (What the last seven days cost goes on.)',
      'Last month  $30',
      'Budget      $25 a month, of an annotation',
      'Idle        unknown: No metrics source is configured.',
      '',
      'BY ENVIRONMENT  THIS MONTH  CHANGE',
      'shop                $20.10  +$2.10',
      '',
      'From sample rows, until 1 h ago, sample data',
      'Prices of default; https://p/x/cost',
    ]);
  });

  it('lists services, and never takes unknown for nothing', () => {
    expect(
      renderTable(costColumns, [
        { entityRef: report.entityRef, cost: report },
        { entityRef: 'component:default/new' },
      ]),
    ).toEqual([
      'SERVICE   THIS MONTH  FORECAST  LAST MONTH  BUDGET                        NOTE',
      'cart-api      $20.10       $33         $30  $25, 80 % used, will be over  has sample data',
      'new          unknown   unknown     unknown  –                             –',
    ]);
  });
});
