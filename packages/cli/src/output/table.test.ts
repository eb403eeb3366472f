import { withColour } from './Style';
import { renderTable, type Column } from './table';

interface Row {
  name: string;
  count?: number;
  why: string;
}

const columns: Column<Row>[] = [
  { title: 'NAME', value: it => ({ text: it.name, tone: 'good' }) },
  { title: 'COUNT', value: it => it.count?.toString(), align: 'right' },
  { title: 'WHY', value: it => it.why, flexible: true },
];
const rows: Row[] = [
  { name: 'shop', count: 12, why: 'Everything is ready.' },
  { name: '注文', why: 'It waits for\nsomebody \u001b[31mto say yes.' },
];

describe('renderTable', () => {
  it('aligns, says what is missing, and keeps a row on its line', () => {
    expect(renderTable(columns, rows)).toEqual([
      'NAME  COUNT  WHY',
      'shop     12  Everything is ready.',
      '注文      –  It waits for somebody to say yes.',
    ]);
  });

  it('cuts what may be cut where the terminal is narrow, and nothing else', () => {
    const lines = renderTable(columns, rows, { width: 30 });
    expect(lines).toEqual([
      'NAME  COUNT  WHY',
      'shop     12  Everything is re…',
      '注文      –  It waits for som…',
    ]);
    expect(renderTable(columns, rows, { width: 3 })[1]).toBe(
      'shop     12  Everything…',
    );
  });

  it('colours the text and not the space around it', () => {
    const [, shop] = renderTable(columns, rows, { style: withColour });
    expect(shop).toBe('\u001b[32mshop\u001b[39m     12  Everything is ready.');
  });
});
