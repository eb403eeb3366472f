import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SessionStore } from './SessionStore';

describe('SessionStore', () => {
  let folder: string;
  let file: string;
  let time: number;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cairn-sessions-'));
    file = join(folder, 'sessions.json');
    time = 1_000_000;
  });

  afterEach(() => rm(folder, { recursive: true }));

  const open = () => SessionStore.open(file, () => time);

  it('finds what it was given, also after it was opened again', async () => {
    const sessions = (await open()).adapter('Session');
    await sessions.upsert('a', { uid: 'u', accountId: 'amara' }, 60);
    const again = (await open()).adapter('Session');
    expect(await again.find('a')).toMatchObject({ accountId: 'amara' });
    expect(await again.findByUid('u')).toMatchObject({ accountId: 'amara' });
    expect(await again.findByUid('v')).toBeUndefined();
  });

  it('keeps models apart', async () => {
    const store = await open();
    await store.adapter('Session').upsert('a', { uid: 'u' }, 60);
    expect(await store.adapter('Grant').find('a')).toBeUndefined();
    expect(await store.adapter('Grant').findByUid('u')).toBeUndefined();
  });

  it('forgets what has ended, in the file too', async () => {
    const store = await open();
    await store.adapter('Session').upsert('a', { uid: 'u' }, 60);
    time += 60_000;
    expect(await store.adapter('Session').find('a')).toBeUndefined();
    expect(await store.adapter('Session').findByUid('u')).toBeUndefined();
    await store.close();
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual([]);
  });

  it('revokes everything of a grant', async () => {
    const store = await open();
    await store.adapter('AccessToken').upsert('a', { grantId: 'g' }, 60);
    await store.adapter('RefreshToken').upsert('r', { grantId: 'g' }, 60);
    await store.adapter('RefreshToken').upsert('s', { grantId: 'h' }, 60);
    await store.adapter('AccessToken').revokeByGrantId('g');
    expect(await store.adapter('AccessToken').find('a')).toBeUndefined();
    expect(await store.adapter('RefreshToken').find('r')).toBeUndefined();
    expect(await store.adapter('RefreshToken').find('s')).toBeDefined();
  });

  it('marks a code as used', async () => {
    const codes = (await open()).adapter('AuthorizationCode');
    await codes.upsert('c', {}, 60);
    await codes.consume('c');
    expect(await codes.find('c')).toMatchObject({ consumed: 1000 });
  });

  it('has everything in the file when many write at once', async () => {
    const store = await open();
    const codes = store.adapter('AuthorizationCode');
    await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        codes.upsert(String(index), {}, 60),
      ),
    );
    const again = (await open()).adapter('AuthorizationCode');
    for (let index = 0; index < 50; index++) {
      expect(await again.find(String(index))).toBeDefined();
    }
  });

  it.each(['', '{"half', '5', '[["Session:a", null]]', '[["Session:a", {}]]'])(
    'starts anew where the file holds %j, and works',
    async content => {
      await writeFile(file, content);
      const sessions = (await open()).adapter('Session');
      await sessions.upsert('b', { uid: 'u' }, 60);
      expect(await sessions.findByUid('u')).toBeDefined();
    },
  );
});
