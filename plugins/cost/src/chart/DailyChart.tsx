import { formatMoney, formatRate } from '@cairn/plugin-cost-common';
import { useId } from 'react';
import {
  Bar,
  BarChart,
  CartesianGrid,
  Rectangle,
  ReferenceArea,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
  type BarShapeProps,
} from 'recharts';
import { shortDayWords } from '../words/days';
import styles from './DailyChart.module.css';
import { DayTip } from './DayTip';
import { Hatches, hatchOf } from './Hatches';
import { moneyTicks } from './ticks';
import { toneColour } from './tones';
import type { Chart, ChartDay, ChartSeries } from './series';

export const CHART_HEIGHT = 260;
const WIDEST_BAR = 40;
const NARROW = 4;
/** In micro-units. */
const CENT = 10_000;

/** A part of a day: hatched where the day is not over, or where nothing claims it. */
function PartShape(
  props: BarShapeProps & { series: ChartSeries; pattern: string },
) {
  const { series, pattern, x, y, width, height } = props;
  const day: unknown = props.payload;
  const partial =
    typeof day === 'object' && day !== null && 'partial' in day && day.partial;
  const hatched = Boolean(partial) || series.tone === 'unattributed';
  const lineWidth = hatched ? 1 : 0.5;
  return (
    <Rectangle
      x={x}
      y={y}
      width={width}
      height={height}
      fill={
        hatched ? `url(#${hatchOf(pattern, series.tone)})` : toneColour(series)
      }
      stroke={hatched ? toneColour(series) : 'var(--bui-bg-neutral-1)'}
      // On a phone a line between thin bars would leave little of them.
      strokeWidth={width < NARROW ? 0 : lineWidth}
    />
  );
}

/** Stacked bars by day, from zero, in the currency. Arrow keys go from day to day. */
export function DailyChart(props: {
  chart: Chart;
  currency: string;
  label: string;
}) {
  const { chart, currency } = props;
  const pattern = useId();
  const amounts = chart.days.map(({ micros }) => micros ?? 0);
  const ticks = moneyTicks(Math.min(...amounts), Math.max(...amounts));
  const step = ticks[1] - ticks[0];
  return (
    <div className={styles.chart} style={{ height: CHART_HEIGHT }}>
      <ResponsiveContainer
        width="100%"
        height="100%"
        initialDimension={{ width: 640, height: CHART_HEIGHT }}
      >
        <BarChart
          data={chart.days}
          margin={{ top: 8, right: 4, bottom: 0, left: 4 }}
          barCategoryGap="15%"
          title={props.label}
        >
          <Hatches id={pattern} series={chart.series} />
          <CartesianGrid vertical={false} stroke="var(--bui-border-1)" />
          <XAxis
            dataKey="date"
            tickFormatter={shortDayWords}
            tickLine={false}
            axisLine={{ stroke: 'var(--bui-border-2)' }}
            minTickGap={28}
            interval="equidistantPreserveStart"
          />
          <YAxis
            ticks={ticks}
            tickFormatter={(micros: number) =>
              step < CENT
                ? formatRate(micros, currency)
                : formatMoney(micros, currency)
            }
            tickLine={false}
            axisLine={false}
            width="auto"
            domain={[ticks[0], ticks[ticks.length - 1]]}
            interval={0}
          />
          {chart.days
            .filter(({ micros }) => micros === undefined)
            .map(({ date }) => (
              <ReferenceArea
                key={date}
                x1={date}
                x2={date}
                fill={`url(#${hatchOf(pattern, 'unknown')})`}
              />
            ))}
          <Tooltip
            content={tip => (
              <DayTip
                date={typeof tip.label === 'string' ? tip.label : undefined}
                chart={chart}
                currency={currency}
              />
            )}
            cursor={{ fill: 'var(--bui-bg-neutral-2)' }}
            isAnimationActive={false}
          />
          {chart.series.map(series => (
            <Bar
              key={series.id}
              name={series.title}
              dataKey={(day: ChartDay) => day.parts.get(series.id) ?? 0}
              stackId="day"
              maxBarSize={WIDEST_BAR}
              isAnimationActive={false}
              shape={(shape: BarShapeProps) => (
                <PartShape {...shape} series={series} pattern={pattern} />
              )}
            />
          ))}
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}
