import { formatMoneyChange } from '@cairn/plugin-cost-common';

/** An amount against the same of before. */
export interface Change {
  direction: 'more' | 'less' | 'same' | 'new';
  micros: number;
  /** Absent where there was nothing before: no share of nothing. */
  percent?: number;
}

export function changeOf(micros: number, previousMicros: number): Change {
  const difference = micros - previousMicros;
  if (previousMicros === 0) {
    return { direction: micros === 0 ? 'same' : 'new', micros: difference };
  }
  const percent = (difference / Math.abs(previousMicros)) * 100;
  // What rounds to nothing is called nothing, so that no arrow stands beside “0%”.
  if (Math.abs(percent) < 0.5) {
    return { direction: 'same', micros: difference, percent: 0 };
  }
  return {
    direction: difference > 0 ? 'more' : 'less',
    micros: difference,
    percent,
  };
}

/** `+12%`, `−3%`, `new`, `±0%`; from a thousand per cent on as a factor, `×14`. */
export function changeWords({ direction, percent }: Change): string {
  if (direction === 'new') return 'new';
  if (direction === 'same' || percent === undefined) return '±0%';
  if (percent >= 1000) return `×${Math.round(percent / 100 + 1)}`;
  return `${percent > 0 ? '+' : '−'}${Math.round(Math.abs(percent))}%`;
}

/** The change with its amount: `+12% (+$3.20)`. */
export function changeSentence(change: Change, currency: string): string {
  const words = changeWords(change);
  return change.direction === 'same'
    ? words
    : `${words} (${formatMoneyChange(change.micros, currency)})`;
}
