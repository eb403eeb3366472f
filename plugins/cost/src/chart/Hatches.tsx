import type { ChartSeries } from './series';
import { toneColour } from './tones';

/** Id of the pattern of a tone, below that of its chart. */
export function hatchOf(chart: string, tone: string) {
  return `${chart}-${tone}`;
}

function Hatch(props: { id: string; colour: string; strong: boolean }) {
  return (
    <pattern
      id={props.id}
      width="5"
      height="5"
      patternUnits="userSpaceOnUse"
      patternTransform="rotate(45)"
    >
      <rect width={props.strong ? '2.5' : '1'} height="5" fill={props.colour} />
    </pattern>
  );
}

/** What a chart fills with where a fact is not whole: stripes in each tone. */
export function Hatches(props: { id: string; series: ChartSeries[] }) {
  return (
    <defs>
      <Hatch
        id={hatchOf(props.id, 'unknown')}
        colour="var(--bui-border-2)"
        strong={false}
      />
      {props.series.map(series => (
        <Hatch
          key={series.id}
          id={hatchOf(props.id, series.tone)}
          colour={toneColour(series)}
          strong
        />
      ))}
    </defs>
  );
}
