import {
  formatMoney,
  formatMoneyChange,
  type CostPart,
  type CostReport,
  type CostSummary,
} from '@cairn/plugin-cost-common';
import { plain } from '../output/plain';
import type { Style } from '../output/Style';
import { renderTable, type Column } from '../output/table';
import { ago } from './age';
import { factLines, shortRef } from './environmentView';

/** A line of `cairn cost` without an entity. */
export interface ServiceCost {
  entityRef: string;
  /** Absent: nothing is known of what it costs. */
  cost?: CostSummary;
}

function budgetCell({ cost }: ServiceCost) {
  if (!cost?.budget) {
    return undefined;
  }
  const { budget, currency, forecastMicros, monthToDateMicros } = cost;
  const share = Math.round((monthToDateMicros / budget.micros) * 100);
  const text = `${formatMoney(budget.micros, currency)}, ${share} % used`;
  if (monthToDateMicros > budget.micros) {
    return { text: `${text}, over`, tone: 'bad' as const };
  }
  return (forecastMicros ?? 0) > budget.micros
    ? { text: `${text}, will be over`, tone: 'warning' as const }
    : text;
}

/** Columns of `cairn cost`. */
export const costColumns: Column<ServiceCost>[] = [
  { title: 'SERVICE', value: it => shortRef(it.entityRef) },
  {
    title: 'THIS MONTH',
    value: ({ cost }) =>
      formatMoney(cost?.monthToDateMicros, cost?.currency ?? 'USD'),
    align: 'right',
  },
  {
    title: 'FORECAST',
    value: ({ cost }) =>
      formatMoney(cost?.forecastMicros, cost?.currency ?? 'USD'),
    align: 'right',
  },
  {
    title: 'LAST MONTH',
    value: ({ cost }) =>
      formatMoney(cost?.previousMonthMicros, cost?.currency ?? 'USD'),
    align: 'right',
  },
  { title: 'BUDGET', value: budgetCell },
  {
    title: 'NOTE',
    value: ({ cost }) => (cost?.sample && 'has sample data') || '',
  },
];

/** `cairn cost ENTITY`: the month first, then what it is made of, then where the figures are from. */
export function costLines(
  report: CostReport,
  options: { style: Style; now: number; page: string; width?: number },
): string[] {
  const { style, now, page } = options;
  const { currency, budget } = report;
  const money = (micros: number | undefined) => formatMoney(micros, currency);
  return [
    `${style('strong', plain(shortRef(report.entityRef)))}  ${style(
      'strong',
      money(report.monthToDateMicros),
    )} this month`,
    '',
    ...factLines(
      [
        [
          'Forecast',
          `${money(report.forecastMicros)} (${report.forecastRule})`,
        ],
        ['Last month', money(report.previousMonthMicros)],
        [
          'Budget',
          budget
            ? `${money(budget.micros)} a month, of ${
                budget.from === 'class' ? 'its class' : 'an annotation'
              }`
            : 'none',
        ],
        [
          'Idle',
          report.idleMicros === undefined
            ? report.usageUnknown && `unknown: ${report.usageUnknown}`
            : money(report.idleMicros),
        ],
      ],
      style,
    ),
    ...report.breakdown.flatMap(({ dimension, parts }) =>
      parts.length === 0
        ? []
        : [
            '',
            ...renderTable<CostPart>(
              [
                {
                  title: `BY ${dimension.toUpperCase()}`,
                  value: it => it.title,
                  flexible: true,
                },
                {
                  title: 'THIS MONTH',
                  value: it => money(it.micros),
                  align: 'right',
                },
                {
                  title: 'CHANGE',
                  value: it =>
                    formatMoneyChange(it.micros - it.previousMicros, currency),
                  align: 'right',
                },
              ],
              parts,
              options,
            ),
          ],
    ),
    '',
    ...report.sources.map(source =>
      style(
        'muted',
        `From ${plain(source.title)}${
          source.until ? `, until ${ago(source.until, now)} ago` : ''
        }${source.sample ? ', sample data' : ''}${
          source.trouble ? `: ${plain(source.trouble)}` : ''
        }`,
      ),
    ),
    style('muted', `Prices of ${plain(report.priceList.name)}; ${page}/cost`),
  ];
}
