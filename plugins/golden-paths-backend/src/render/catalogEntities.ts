import {
  parseEntityRef,
  stringifyEntityRef,
  type CompoundEntityRef,
} from '@backstage/catalog-model';
import type {
  GoldenPathBlocker,
  PlannedFile,
} from '@cairn/plugin-golden-paths-common';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';

/** What people bring into the catalog by a file in a repository. */
const KINDS = new Set(['api', 'component', 'resource', 'system']);

const entitySchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string().min(1),
  metadata: z.looseObject({
    name: z.string().min(1),
    namespace: z.string().optional(),
  }),
  spec: z.looseObject({ owner: z.string() }),
});

/**
 * The entities that a file would bring into the catalog. They are taken in by the portal's own right, so what people
 * could not do themselves is refused here: other kinds than those of services, and another owner than the one they are in.
 */
export function readCatalogEntities(
  files: readonly PlannedFile[],
  path: string,
  owner: string,
): { entities: string[]; blockers: GoldenPathBlocker[] } {
  const file = files.find(candidate => candidate.path === path);
  if (file?.content === undefined) {
    return { entities: [], blockers: [invalid(`There is no file ${path}.`)] };
  }
  const entities: string[] = [];
  const blockers: GoldenPathBlocker[] = [];
  for (const document of parseAllDocuments(file.content)) {
    const parsed = entitySchema.safeParse(
      document.errors.length > 0 ? undefined : document.toJS(),
    );
    if (!parsed.success) {
      blockers.push(invalid(`${path} holds something that is no entity.`));
      continue;
    }
    const { kind, metadata, spec } = parsed.data;
    const ref = stringifyEntityRef(entityOf(kind, metadata));
    entities.push(ref);
    if (!KINDS.has(kind.toLocaleLowerCase('en-US'))) {
      blockers.push(
        invalid(`${ref} is of a kind that a service may not bring along.`),
      );
    }
    if (ownerOf(spec.owner) !== owner) {
      blockers.push(
        invalid(`${ref} would belong to ${spec.owner}, not to ${owner}.`),
      );
    }
  }
  return { entities, blockers };
}

function entityOf(
  kind: string,
  { name, namespace }: { name: string; namespace?: string },
): CompoundEntityRef {
  return { kind, namespace: namespace ?? 'default', name };
}

function ownerOf(text: string): string | undefined {
  try {
    return stringifyEntityRef(
      parseEntityRef(text, {
        defaultKind: 'group',
        defaultNamespace: 'default',
      }),
    );
  } catch {
    return undefined;
  }
}

function invalid(message: string): GoldenPathBlocker {
  return {
    type: 'invalid',
    message: `${message} The template has to be mended.`,
  };
}
