import type { ObservedItem } from '../store/ObservedStore';
import type { DriftSummary } from './findings';
import type { Look } from './ClusterWatch';
import { isSuspicious, markOf } from './marks';

const seen = (own: string, touched = '', drift?: string): Look => ({
  how: 'seen',
  seen: {
    environmentId: 'e',
    status: 'Ready',
    message: '',
    mark: { own, touched },
    ...(drift && { drift }),
  },
});

const same = { resources: 0, unknown: 0, summary: '' };
const differs = { resources: 1, unknown: 0, summary: 'it differs' };

function suspects(
  before: Look | undefined,
  now: Look,
  drift: DriftSummary | null = same,
  parent?: string,
): boolean {
  const mark = before && markOf(before);
  const item: ObservedItem = {
    id: '1',
    component: 'a',
    engine: 'fake',
    ref: { cluster: 'local', apiVersion: 'v1', kind: 'ConfigMap', name: 'a' },
    uid: 'u',
    createdAt: '2026-01-01T00:00:00.000Z',
    status: 'Ready',
    message: '',
    observedAt: '2026-01-01T00:00:00.000Z',
    links: [],
    isObserved: true,
    ...(mark !== undefined && { mark }),
    ...(parent && { parent }),
  };
  return isSuspicious({ items: [item], ...(drift && { drift }) }, () => now);
}

describe('isSuspicious', () => {
  it.each<[string, boolean, boolean]>([
    ['the same', false, suspects(seen('x', '1'), seen('x', '1'))],
    ['fields of ours taken', true, suspects(seen('x'), seen('y'))],
    [
      'others busy with their own',
      false,
      suspects(seen('x', '1'), seen('x', '2')),
    ],
    [
      'others busy while it differs',
      true,
      suspects(seen('x', '1'), seen('x', '2'), differs),
    ],
    ['gone', true, suspects(seen('x'), { how: 'seen' })],
    ['gone as before', false, suspects({ how: 'seen' }, { how: 'seen' })],
    ['back', true, suspects({ how: 'seen' }, seen('x'))],
    ['found out of sync', true, suspects(seen('x'), seen('x', '', 'bad'))],
    ['never compared', true, suspects(seen('x'), seen('x'), null)],
    ['new', true, suspects(undefined, seen('x'))],
    ['not watched', false, suspects(undefined, { how: 'ask' })],
    [
      'not to be seen now',
      false,
      suspects(seen('x'), { how: 'trouble', message: 'away' }),
    ],
    [
      'made by another object',
      false,
      suspects(seen('x'), seen('y'), same, 'p'),
    ],
  ])('calls what is %s suspicious: %s', (_, expected, found) => {
    expect(found).toBe(expected);
  });
});
