import fc from 'fast-check';
import { markFound } from './markFound';

describe('markFound', () => {
  it('marks each place', () => {
    expect(
      markFound([{ text: 'Error: no error', color: 'red' }], 'error'),
    ).toEqual([
      { text: 'Error', color: 'red', found: true },
      { text: ': no ', color: 'red' },
      { text: 'error', color: 'red', found: true },
    ]);
  });

  it('changes no text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ text: fc.string({ unit: 'grapheme' }) })),
        fc.string({ minLength: 1, maxLength: 2 }),
        (spans, text) => {
          const whole = (parts: Array<{ text: string }>) =>
            parts.map(part => part.text).join('');
          expect(whole(markFound(spans, text))).toBe(whole(spans));
        },
      ),
    );
  });
});
