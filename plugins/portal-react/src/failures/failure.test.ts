import { ResponseError } from '@backstage/errors';
import { refusal } from '../testing/refusal';
import { failureOf } from './failure';

const at = new Date('2026-11-22T10:42:07.123Z');

describe('failureOf', () => {
  it.each([
    [400, 'InputError', 'refused'],
    [403, 'NotAllowedError', 'forbidden'],
    [404, 'NotFoundError', 'notFound'],
    [409, 'ConflictError', 'refused'],
    [409, 'STALE_PLAN', 'stale'],
    [500, 'Error', 'failed'],
    [503, 'ServiceUnavailableError', 'unavailable'],
  ])('tells a %d of name %s as %s', async (status, name, kind) => {
    const error = await refusal(status, { name, message: 'Because.' });
    expect(failureOf(error, at)).toEqual({
      kind,
      why: 'Because.',
      reference: `${status} · POST /v1/plans · 2026-11-22T10:42:07Z`,
    });
  });

  it('does not repeat the page of a proxy', async () => {
    const error = await ResponseError.fromResponse(
      new Response('<html>Bad gateway</html>', { status: 502 }),
    );
    expect(failureOf(error, at)).toMatchObject({
      kind: 'unavailable',
      why: 'The server answered with status 502 and gave no reason.',
    });
  });

  it('tells that no answer came', () => {
    expect(failureOf(new TypeError('Failed to fetch'), at).kind).toBe(
      'offline',
    );
  });

  it('reads anything at all', () => {
    expect(failureOf(undefined, at)).toEqual({
      kind: 'failed',
      why: 'No reason was given.',
      reference: 'Error · 2026-11-22T10:42:07Z',
    });
  });
});
