import { parse } from 'yaml';
import { Output, type OutputStream } from './Output';

function stream(isTTY: boolean): OutputStream & { text: string } {
  const it = {
    text: '',
    isTTY,
    columns: 80,
    write(text: string) {
      it.text += text;
    },
  };
  return it;
}

const hostile = {
  name: 'a\u001b[2Jb\u009b31m',
  list: ['x\u202ey', 'plain'],
  missing: undefined,
};

describe('Output', () => {
  it.each(['json', 'yaml'] as const)(
    'writes %s that means the same and does nothing to a terminal',
    format => {
      const out = stream(true);
      new Output(out, stream(true), {}).data(format, hostile);
      expect(out.text.replace(/\n/g, '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      expect(parse(out.text)).toEqual({
        name: hostile.name,
        list: hostile.list,
      });
    },
  );

  it.each([
    [true, {}, true],
    [true, { NO_COLOR: '1' }, false],
    [true, { TERM: 'dumb' }, false],
    [false, {}, false],
  ])('colours on a terminal (%s) with %p: %s', (isTTY, env, colours) => {
    const { style } = new Output(stream(isTTY), stream(false), env);
    expect(style('bad', 'x') !== 'x').toBe(colours);
  });

  it('keeps notes out of the results', () => {
    const [out, err] = [stream(false), stream(false)];
    const output = new Output(out, err, {});
    output.note('1 of 2.\u001b[2J');
    output.clear();
    output.lines('a', 'b');
    expect([out.text, err.text]).toEqual(['a\nb\n', '1 of 2.\n']);
    expect(output.width).toBeUndefined();
  });
});
