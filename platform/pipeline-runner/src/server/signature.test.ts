import { createHmac } from 'node:crypto';
import { isSameSecret, isSigned } from './signature';

const body = Buffer.from('{"ref":"refs/heads/main"}');
const sign = (bytes: Buffer, secret: string) =>
  createHmac('sha256', secret).update(bytes).digest('hex');

it('takes exactly these bytes, signed with the secret', () => {
  expect(isSigned(body, sign(body, 's'), 's')).toBe(true);
  expect(isSigned(body, sign(body, 's').toUpperCase(), 's')).toBe(true);
  expect(isSigned(body, sign(body, 'other'), 's')).toBe(false);
  expect(isSigned(Buffer.from('{}'), sign(body, 's'), 's')).toBe(false);
  expect(isSigned(body, undefined, 's')).toBe(false);
  expect(isSigned(body, '', 's')).toBe(false);
});

it('takes nothing while there is no secret', () => {
  expect(isSigned(body, sign(body, ''), '')).toBe(false);
});

it('compares secrets of any length', () => {
  expect(isSameSecret('a', 'a')).toBe(true);
  expect(isSameSecret('a', 'ab')).toBe(false);
  expect(isSameSecret('', 'a')).toBe(false);
});
