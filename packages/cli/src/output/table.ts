import { plain } from './plain';
import { withoutColour, type Style, type Tone } from './Style';
import { fit, widthOf } from './width';

/** One cell: text from anywhere, and what colour says about it. */
export type Cell = string | { text: string; tone?: Tone };

/** A column of a table. */
export interface Column<Row> {
  title: string;
  value(row: Row): Cell | undefined;
  align?: 'right';
  /** May be cut where the terminal is too narrow; the rest never is. */
  flexible?: boolean;
}

const GAP = '  ';
const NOTHING = '–';
/** A cut column keeps at least this much. */
const LEAST = 12;

/**
 * Lines of an aligned table, heading first.
 *
 * @param columns - width of the terminal; absent: nothing is cut, as in a pipe.
 */
export function renderTable<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  options: { style?: Style; width?: number } = {},
): string[] {
  const { style = withoutColour, width } = options;
  const cells = rows.map(row =>
    columns.map(column => {
      const value = column.value(row);
      const cell = typeof value === 'object' ? value : { text: value ?? '' };
      const text = plain(cell.text).trim();
      return text === ''
        ? { text: NOTHING, tone: 'muted' as const }
        : { ...cell, text };
    }),
  );
  const widths = columns.map(({ title }, index) =>
    Math.max(
      widthOf(title),
      ...cells.map(line => widthOf(line[index]?.text ?? '')),
    ),
  );
  if (width !== undefined) {
    narrow(columns, widths, width);
  }
  const pad = (text: string, index: number) => {
    const space = ' '.repeat(Math.max(0, (widths[index] ?? 0) - widthOf(text)));
    return columns[index]?.align === 'right' ? space + text : text + space;
  };
  const line = (of: readonly { text: string; tone?: Tone }[]) =>
    of
      .map(({ text, tone }, index) => {
        const padded = pad(fit(text, widths[index] ?? 0), index);
        const content = padded.trim();
        return padded.replace(content, () => style(tone, content));
      })
      .join(GAP)
      .trimEnd();
  return [
    line(columns.map(({ title }) => ({ text: title, tone: 'muted' as const }))),
    ...cells.map(line),
  ];
}

/** Takes from the flexible columns, the widest first, what is too much. */
function narrow<Row>(
  columns: readonly Column<Row>[],
  widths: number[],
  width: number,
) {
  let excess =
    widths.reduce((sum, each) => sum + each, 0) +
    GAP.length * (widths.length - 1) -
    width;
  while (excess > 0) {
    const index = columns.reduce(
      (widest, { flexible }, at) =>
        flexible && (widths[at] ?? 0) > Math.max(LEAST, widths[widest] ?? LEAST)
          ? at
          : widest,
      -1,
    );
    if (index < 0) {
      return;
    }
    widths[index] = (widths[index] ?? 0) - 1;
    excess -= 1;
  }
}
