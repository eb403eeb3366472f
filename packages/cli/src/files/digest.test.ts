import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { digestFiles } from './digest';

describe('digestFiles', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'cairn digest-'));
    mkdirSync(join(root, 'src', 'deep'), { recursive: true });
    writeFileSync(join(root, 'src', 'a.ts'), 'a');
    writeFileSync(join(root, 'src', 'deep', 'b.ts'), 'b');
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('is the same wherever the files lie', async () => {
    const copy = join(root, 'a copy');
    cpSync(join(root, 'src'), join(copy, 'src'), { recursive: true });
    expect(await digestFiles(copy, ['src'])).toBe(
      await digestFiles(root, ['src']),
    );
  });

  it('changes with a content, a name, and a new file', async () => {
    const digests = [await digestFiles(root, ['src'])];
    writeFileSync(join(root, 'src', 'a.ts'), 'A');
    digests.push(await digestFiles(root, ['src']));
    writeFileSync(join(root, 'src', 'c.ts'), '');
    digests.push(await digestFiles(root, ['src']));
    rmSync(join(root, 'src', 'c.ts'));
    writeFileSync(join(root, 'src', 'd.ts'), '');
    digests.push(await digestFiles(root, ['src']));
    expect(new Set(digests).size).toBe(4);
  });

  it('does not change with what is left out', async () => {
    const include = (path: string) => !path.endsWith('.md');
    const before = await digestFiles(root, ['src'], { include });
    writeFileSync(join(root, 'src', 'README.md'), 'text');
    expect(await digestFiles(root, ['src'], { include })).toBe(before);
  });

  it('takes a missing folder for an empty one', async () => {
    expect(await digestFiles(root, ['none'])).toBe(await digestFiles(root, []));
  });
});
