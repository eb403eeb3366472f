import { ResponseError } from '@backstage/errors';
import { EXIT } from '../exitCodes';
import { problemOf } from './problem';

async function refusal(status: number, error: object) {
  const response = new Response(
    JSON.stringify({ error, response: { statusCode: status } }),
    { status, headers: { 'Content-Type': 'application/json' } },
  );
  Object.defineProperty(response, 'url', {
    value: 'https://cairn.example/api/environments/v1/plans?x=1',
  });
  return ResponseError.fromResponse(response);
}

const time = new Date('2026-01-01T00:00:00Z');

describe('a refusal', () => {
  it.each([
    [400, EXIT.usage],
    [401, EXIT.notLoggedIn],
    [403, EXIT.denied],
    [404, EXIT.notFound],
    [409, EXIT.conflict],
    [418, EXIT.failed],
    [500, EXIT.failed],
    [503, EXIT.notReady],
  ])('%d ends with %d', async (status, exitCode) => {
    const error = await refusal(status, { name: 'E', message: 'No.' });
    expect(problemOf(error, time).exitCode).toBe(exitCode);
  });

  it('names the fields, once', async () => {
    const error = await refusal(400, {
      name: 'InputError',
      message: 'name: is required',
      fields: [
        { field: 'name', message: 'is required' },
        { field: 'owner', message: 'is no group' },
      ],
    });
    expect(problemOf(error, time).lines).toEqual([
      'name: is required',
      '  owner: is no group',
      '(GET /api/environments/v1/plans answered 400 at 2026-01-01T00:00:00.000Z)',
    ]);
  });

  it('says what changed since a plan was made', async () => {
    const error = await refusal(409, {
      name: 'STALE_PLAN',
      message: 'The plan is stale.',
      changes: ['Policy denies it now.'],
    });
    expect(problemOf(error, time).lines.slice(0, 3)).toEqual([
      'The plan is stale.',
      '  Policy denies it now.',
      'What it would do has changed since. Make a new plan and look at it.',
    ]);
  });
});
