import {
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import {
  GIVES_ANNOTATION,
  HIDDEN_TAG,
  PLAN_DIGEST_VALUE,
  TAKES_ANNOTATION,
} from '@cairn/plugin-golden-paths-common';
import { z } from 'zod';

/** A golden path as one chooses it. */
export interface GoldenPath {
  entityRef: string;
  namespace: string;
  name: string;
  title: string;
  description: string;
  type: string;
  tags: string[];
  /** Entity ref of a group. */
  owner?: string;
  /** What one has in the end. */
  gives: string[];
  takesSeconds?: number;
  /** Everything that it would make can be seen before anything is. */
  hasPlan: boolean;
}

const specSchema = z.looseObject({
  type: z.string().catch('other'),
  owner: z.string().optional().catch(undefined),
});

const parameterStep = z.looseObject({
  properties: z.record(z.string(), z.unknown()).catch({}),
});
const parametersSchema = z
  .union([
    z.array(parameterStep),
    parameterStep.transform(parameters => [parameters]),
  ])
  .catch([]);

/** Whether parameters (one step or several) leave a place for the digest of a plan. */
export function canBePlanned(parameters: unknown): boolean {
  return parametersSchema
    .parse(parameters)
    .some(({ properties }) => PLAN_DIGEST_VALUE in properties);
}

/** Reads a template of the catalog; undefined for one that is not to be chosen by people. */
export function goldenPathOf(entity: Entity): GoldenPath | undefined {
  const { metadata } = entity;
  if (metadata.tags?.includes(HIDDEN_TAG)) return undefined;
  const spec = specSchema.parse(entity.spec ?? {});
  const { namespace, name } = parseEntityRef(stringifyEntityRef(entity));
  const takes = Number(metadata.annotations?.[TAKES_ANNOTATION]);
  return {
    entityRef: stringifyEntityRef(entity),
    namespace,
    name,
    title: metadata.title ?? metadata.name,
    description: metadata.description ?? '',
    type: spec.type,
    tags: metadata.tags ?? [],
    owner:
      spec.owner &&
      stringifyEntityRef(
        parseEntityRef(spec.owner, {
          defaultKind: 'group',
          defaultNamespace: namespace,
        }),
      ),
    gives: (metadata.annotations?.[GIVES_ANNOTATION] ?? '')
      .split(',')
      .map(one => one.trim())
      .filter(Boolean),
    takesSeconds: takes > 0 ? takes : undefined,
    hasPlan: canBePlanned(spec.parameters),
  };
}

/** Whether every word of a text is found in what is said of a golden path. */
export function matches(one: GoldenPath, text: string): boolean {
  const said = [one.title, one.name, one.description, one.type]
    .concat(one.tags, one.gives)
    .join(' ')
    .toLocaleLowerCase('en-US');
  return text
    .toLocaleLowerCase('en-US')
    .split(/\s+/)
    .every(word => said.includes(word));
}
