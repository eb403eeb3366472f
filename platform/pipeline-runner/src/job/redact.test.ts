import fc from 'fast-check';
import { redactorOf } from './redact';

const token = `cairn_${'0123456789abcdef'.repeat(4)}`;

it('takes the token out wherever it stands, also as HTTP carries it', () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc
        .string({ unit: 'grapheme-ascii', maxLength: 12 })
        .filter(user => !user.includes(':')),
      fc.string(),
      (before, user, after) => {
        const basic = Buffer.from(`${user}:${token}`).toString('base64');
        const said = redactorOf(token)(
          `${before}${token}${after} Basic ${basic}`,
        );
        expect(said).not.toContain(token);
        const words = said.split('Basic ').at(-1) ?? '';
        expect(Buffer.from(words, 'base64').toString()).not.toContain(
          token.slice(10, 60),
        );
      },
    ),
  );
});

it('leaves everything else as it is', () => {
  expect(redactorOf(token)('nothing to hide')).toBe('nothing to hide');
});
