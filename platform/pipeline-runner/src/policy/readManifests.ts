import { InputError } from '@backstage/errors';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';

/** An object of a manifest, and where it stands. */
export interface ManifestObject {
  /** File, and for one of several documents its number. */
  path: string;
  object: Record<string, unknown>;
}

const objectSchema = z.record(z.string(), z.unknown());

const listSchema = z.object({
  apiVersion: z.literal('v1'),
  kind: z.literal('List'),
  items: z.array(objectSchema),
});

/**
 * The Kubernetes objects of a file, documents of nothing passed over, lists taken apart.
 *
 * @throws InputError where it is not YAML, or a document is no object.
 */
export function readManifests(file: string, text: string): ManifestObject[] {
  const documents = parseAllDocuments(text, { logLevel: 'silent' });
  if (!Array.isArray(documents)) {
    return [];
  }
  return documents.flatMap((document, index) => {
    const path = documents.length > 1 ? `${file}#${index + 1}` : file;
    const [problem] = document.errors;
    if (problem) {
      throw new InputError(`${path} is not YAML: ${problem.message}`);
    }
    const value: unknown = document.toJS({ maxAliasCount: 100 });
    if (value === null || value === undefined) {
      return [];
    }
    const list = listSchema.safeParse(value);
    if (list.success) {
      return list.data.items.map((object, item) => ({
        path: `${path}[${item}]`,
        object,
      }));
    }
    const parsed = objectSchema.safeParse(value);
    if (!parsed.success) {
      throw new InputError(`${path} is not a Kubernetes object`);
    }
    return [{ path, object: parsed.data }];
  });
}
