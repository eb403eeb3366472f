import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalPlatformFile } from './LocalPlatformFile';

const now = new Date('2030-01-01T12:00:00Z');
const status = {
  version: 1,
  time: '2030-01-01T11:59:55Z',
  pid: 1,
  components: [],
};

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cairn-platform-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function read(content?: string) {
  const path = join(folder, 'status.json');
  if (content !== undefined) {
    await writeFile(path, content);
  }
  return new LocalPlatformFile(path).read(now);
}

it('reads what a supervisor wrote a moment ago', async () => {
  await expect(read(JSON.stringify(status))).resolves.toEqual(status);
});

it.each([
  ['is missing', undefined],
  ['is empty', ''],
  ['is half written', '{"version":1,'],
  ['is of another version', JSON.stringify({ ...status, version: 2 })],
  ['is of another shape', '[]'],
  [
    'was left behind',
    JSON.stringify({ ...status, time: '2030-01-01T11:59:30Z' }),
  ],
  [
    'is of the future',
    JSON.stringify({ ...status, time: '2030-01-01T12:10:00Z' }),
  ],
  ['has no time', JSON.stringify({ ...status, time: 'yesterday' })],
  [
    'has a part since nobody knows when',
    JSON.stringify({
      ...status,
      components: [
        {
          name: 'opa',
          title: 'OPA',
          state: 'ready',
          since: 'yesterday',
          restarts: 0,
        },
      ],
    }),
  ],
  [
    'is too large',
    JSON.stringify({ ...status, more: 'x'.repeat(1024 * 1024) }),
  ],
])('says nothing where the file %s', async (_, content) => {
  await expect(read(content)).resolves.toBeUndefined();
});

it('says nothing where there is no local platform', async () => {
  await expect(
    new LocalPlatformFile(undefined).read(now),
  ).resolves.toBeUndefined();
});
