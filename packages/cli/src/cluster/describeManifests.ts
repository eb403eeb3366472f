import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';

const objectSchema = z.object({
  kind: z.string(),
  metadata: z.object({ name: z.string(), namespace: z.string().optional() }),
});

/** What a folder of manifests makes in a cluster, a line for each object: `ClusterRole cairn-env`, `Role cairn-system/x`. */
export async function describeManifests(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).filter(name => /\.ya?ml$/.test(name));
  const lines: string[] = [];
  for (const name of names.sort()) {
    const text = await readFile(join(folder, name), 'utf8');
    for (const document of parseAllDocuments(text)) {
      const object = objectSchema.safeParse(document.toJS());
      if (object.success) {
        const { kind, metadata } = object.data;
        lines.push(
          `${kind} ${[metadata.namespace, metadata.name]
            .filter(Boolean)
            .join('/')}`,
        );
      }
    }
  }
  return lines;
}
