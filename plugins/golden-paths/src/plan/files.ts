import type { PlannedFile } from '@cairn/plugin-golden-paths-common';
import type { PolicyViolation } from '@cairn/plugin-policy-common';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';

/** A row of the tree: a folder, or a file in it. */
export type TreeRow =
  | { kind: 'folder'; path: string; name: string; depth: number }
  | {
      kind: 'file';
      path: string;
      name: string;
      depth: number;
      file: PlannedFile;
    };

function compare(one: string[], other: string[]): number {
  for (let at = 0; ; at += 1) {
    // At the same depth folders come before files.
    const isFile = at === one.length - 1;
    const otherIsFile = at === other.length - 1;
    if (isFile !== otherIsFile && one[at] !== other[at]) return isFile ? 1 : -1;
    const order = (one[at] ?? '').localeCompare(other[at] ?? '');
    if (order !== 0) return order;
    if (isFile || otherIsFile) return one.length - other.length;
  }
}

/** Files as a tree, folders first, each folder once before what is in it. */
export function treeOf(files: readonly PlannedFile[]): TreeRow[] {
  const seen = new Set<string>();
  return files
    .map(file => ({ file, parts: file.path.split('/') }))
    .sort((one, other) => compare(one.parts, other.parts))
    .flatMap(({ file, parts }) => {
      const rows: TreeRow[] = [];
      for (let depth = 0; depth < parts.length - 1; depth += 1) {
        const path = parts.slice(0, depth + 1).join('/');
        if (!seen.has(path)) {
          seen.add(path);
          rows.push({ kind: 'folder', path, name: parts[depth], depth });
        }
      }
      const name = parts[parts.length - 1];
      const depth = parts.length - 1;
      rows.push({ kind: 'file', path: file.path, name, depth, file });
      return rows;
    });
}

/** Files whose path or text holds what is searched for, whatever the case. */
export function filesWith(
  files: readonly PlannedFile[],
  text: string,
): PlannedFile[] {
  const wanted = text.toLocaleLowerCase('en-US');
  return files.filter(({ path, content = '' }) =>
    `${path}\n${content}`.toLocaleLowerCase('en-US').includes(wanted),
  );
}

const manifestSchema = z
  .looseObject({
    kind: z.string(),
    metadata: z.looseObject({ name: z.string() }),
  })
  .transform(({ kind, metadata }) => `${kind}/${metadata.name}`);

/** `Kind/name` of every object in a file; none where it is no manifest. */
export function objectsIn({ path, content }: PlannedFile): string[] {
  if (!/\.ya?ml$/.test(path) || content === undefined) return [];
  try {
    return parseAllDocuments(content).flatMap(document => {
      const parsed = manifestSchema.safeParse(document.toJS());
      return parsed.success ? [parsed.data] : [];
    });
  } catch {
    // A file that YAML cannot read holds no object that policy could speak of.
    return [];
  }
}

/** Findings by the file that holds their object; under an empty path those of no file. */
export function findingsByFile(
  files: readonly PlannedFile[],
  violations: readonly PolicyViolation[],
): Map<string, PolicyViolation[]> {
  const paths = new Map(
    files.flatMap(file =>
      objectsIn(file).map(object => [object, file.path] as const),
    ),
  );
  const found = new Map<string, PolicyViolation[]>();
  for (const violation of violations) {
    const path = paths.get(violation.resource ?? '') ?? '';
    found.set(path, [...(found.get(path) ?? []), violation]);
  }
  return found;
}

/** `1.2 kB`. */
export function sizeWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1_000_000
    ? `${(bytes / 1000).toFixed(1)} kB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
