import { NotFoundError } from '@backstage/errors';
import type { CostApi, CostReport } from '@cairn/plugin-cost-common';
import { prices } from './prices';

/** What environments have cost, in memory. */
export class FakeCosts implements Pick<CostApi, 'getReport'> {
  /** Micro-units so far by entity ref. Of any other nothing was counted. */
  readonly soFar = new Map<string, number>();

  async getReport(entityRef: string): Promise<CostReport> {
    const micros = this.soFar.get(entityRef);
    if (micros === undefined) {
      throw new NotFoundError(`There is no cost of ${entityRef}`);
    }
    const until = `${new Date().toISOString().slice(0, 13)}:00:00Z`;
    return {
      entityRef,
      currency: prices.currency,
      monthToDateMicros: micros,
      until,
      sample: false,
      forecastRule: 'Too little is known for a forecast.',
      days: [
        {
          date: until.slice(0, 10),
          micros,
          parts: [{ id: 'cpu', micros }],
          partial: true,
        },
      ],
      series: [{ id: 'cpu', title: 'CPU' }],
      breakdown: [],
      usageUnknown: 'There is no source of metrics.',
      sources: [],
      priceList: prices,
    };
  }
}
