import {
  ClusterUnavailableError,
  KubernetesStatusError,
} from '@cairn/plugin-clusters-node';
import { isRepeatable, pauseBefore } from './repeatable';

const refusal = (status: number, reason?: string) =>
  new KubernetesStatusError('no', { status, reason, fields: [] });

describe('an effect', () => {
  it.each([
    ['no answer', new ClusterUnavailableError('gone')],
    ['too many requests', refusal(429, 'TooManyRequests')],
    ['an internal error', refusal(500, 'InternalError')],
    ['not ready', refusal(503, 'ServiceUnavailable')],
  ])('is begun again by itself after %s', (_name, error) => {
    expect(isRepeatable(error)).toBe(true);
  });

  it.each([
    ['a schema that is wrong', refusal(500)],
    ['a conflict', refusal(409, 'Conflict')],
    ['an invalid object', refusal(422, 'Invalid')],
    ['a refusal by role or quota', refusal(403, 'Forbidden')],
    ['anything else', new Error('no')],
  ])('is left to a person after %s', (_name, error) => {
    expect(isRepeatable(error)).toBe(false);
  });

  it('pauses longer each time, up to a bound, never two at once', () => {
    expect([1, 2, 3, 10].map(tries => pauseBefore(tries, 1))).toEqual([
      1_000, 2_000, 4_000, 15_000,
    ]);
    expect(pauseBefore(3, 0)).toBe(2_000);
  });
});
