import type { PlannedChange } from '@cairn/plugin-environments-common';
import { isOwnWork } from './ownWork';

type Compared = Parameters<typeof isOwnWork>[0];

const replicas = { path: '/spec/replicas', before: 1, after: 2 };
const image = { path: '/spec/image', before: 'a', after: 'b' };
const synced = {
  path: '/status/resources/Deployment/web',
  before: 'OutOfSync',
  after: 'Synced',
};

function change(
  operation: PlannedChange['operation'],
  rest: Partial<Compared> = {},
): Compared {
  return { operation, fields: [], ...rest };
}

describe('what is left of a step that was begun', () => {
  const update = change('update', {
    liveUid: 'a',
    fields: [replicas, image],
    takes: [{ manager: 'kubectl', fields: ['/spec/image'] }],
  });

  it.each<[string, Compared, Compared]>([
    ['an object that was made', change('create'), change('unchanged')],
    [
      'an application that is not deployed yet',
      change('create'),
      change('update', { fields: [synced] }),
    ],
    ['a replaced object that is gone', change('replace'), change('create')],
    ['a replaced object that is new', change('replace'), change('unchanged')],
    ['an update that was made', update, change('unchanged', { liveUid: 'a' })],
    [
      'an update that was made in part',
      update,
      change('update', {
        liveUid: 'a',
        fields: [image, synced],
        takes: update.takes,
      }),
    ],
  ])('is %s', (_what, sealed, now) => {
    expect(isOwnWork(sealed, now)).toBe(true);
  });

  it.each<[string, Compared, Compared]>([
    [
      'an object that somebody changed after it was made',
      change('create'),
      change('update', { fields: [replicas] }),
    ],
    ['an object of somebody else', change('create'), change('conflict')],
    [
      'an update of another object',
      update,
      change('unchanged', { liveUid: 'b' }),
    ],
    [
      'a field that changed meanwhile',
      update,
      change('update', {
        liveUid: 'a',
        fields: [{ ...replicas, before: 5 }],
      }),
    ],
    [
      'a field that somebody else set meanwhile',
      update,
      change('update', {
        liveUid: 'a',
        fields: [image],
        takes: [{ manager: 'helm', fields: ['/spec/image'] }],
      }),
    ],
    [
      'another commit than the one that was looked at',
      change('update', {
        liveUid: 'a',
        fields: [{ path: '/status/sync/revision', before: '1', after: '2' }],
      }),
      change('update', {
        liveUid: 'a',
        fields: [{ path: '/status/sync/revision', before: '1', after: '3' }],
      }),
    ],
    ['what cannot be told', update, change('unknown', { liveUid: 'a' })],
  ])('is not %s', (_what, sealed, now) => {
    expect(isOwnWork(sealed, now)).toBe(false);
  });
});
