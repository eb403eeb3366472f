import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const CLASSES = resolve(__dirname, '../../classes');

/** A class of its own for a test, in the folder that the local platform reads: what others make is not touched by it. */
export interface ClassFolder {
  /** Writes its source anew, which makes another version of it. */
  change(settings: Record<string, string>): Promise<void>;
  remove(): Promise<void>;
}

/** Makes a class like `sandbox`, with a ConfigMap `settings` beside it. */
export async function makeClass(
  name: string,
  settings: Record<string, string>,
): Promise<ClassFolder> {
  const folder = join(CLASSES, name);
  const change = (data: Record<string, string>) =>
    writeFile(
      join(folder, 'settings.yaml'),
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'settings' },
        data,
      }),
    );
  const sandbox = await readFile(join(CLASSES, 'sandbox/class.yaml'), 'utf8');
  await mkdir(folder);
  await change(settings);
  await copyFile(join(CLASSES, 'sandbox/README.md'), join(folder, 'README.md'));
  await writeFile(
    join(folder, 'class.yaml'),
    sandbox
      .replace('name: sandbox', `name: ${name}`)
      .replace('title: Sandbox', `title: ${name}`)
      .replace(
        '  outputs:',
        [
          '    - name: settings',
          '      engine: kubernetes',
          '      needs: [namespace]',
          '      source: settings.yaml',
          '  outputs:',
        ].join('\n'),
      ),
  );
  return { change, remove: () => rm(folder, { recursive: true }) };
}
