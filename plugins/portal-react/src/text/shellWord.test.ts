import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { shellWord } from './shellWord';

describe('shellWord', () => {
  it('is read by a shell as what it says', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }).filter(word => !word.includes('\0')),
        word => {
          expect(
            execFileSync('/bin/sh', ['-c', `printf %s ${shellWord(word)}`], {
              encoding: 'utf8',
            }),
          ).toBe(word);
        },
      ),
      { numRuns: 40 },
    );
  });
});
