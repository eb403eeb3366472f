import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import {
  approvalStates,
  environmentNameSchema,
  newEnvironmentNameSchema,
  environmentStates,
  type ApprovalQuery,
  type EnvironmentQuery,
  type FieldProblem,
  type LedgerQuery,
  type PlanRequest,
} from '@cairn/plugin-environments-common';
import { z } from 'zod';
import { InvalidFieldsError } from '../errors';

/** An entity ref, completed and in lower case, so that the same entity is always the same text. */
function entityRefSchema(defaultKind: string) {
  return z
    .string()
    .min(1, 'is required')
    .max(200)
    .transform((text, context) => {
      try {
        return stringifyEntityRef(
          parseEntityRef(text, { defaultKind, defaultNamespace: 'default' }),
        );
      } catch {
        context.addIssue({
          code: 'custom',
          message: `must be an entity ref, for example ${defaultKind}:default/name`,
        });
        return z.NEVER;
      }
    });
}

const ownerSchema = entityRefSchema('group').refine(
  ref => ref.startsWith('group:'),
  'must be a group, for example group:default/checkout-team',
);

const planRequestSchema = z.discriminatedUnion('action', [
  z.strictObject({
    action: z.literal('create'),
    class: z.string().min(1).max(63),
    name: newEnvironmentNameSchema,
    owner: ownerSchema,
    cluster: z.string().min(1).max(63).optional(),
    parameters: z.record(z.string(), z.unknown()),
  }),
  z.strictObject({
    action: z.literal('update'),
    environment: environmentNameSchema,
    parameters: z.record(z.string(), z.unknown()).optional(),
    upgrade: z.boolean().optional(),
  }),
  z.strictObject({
    action: z.literal('destroy'),
    environment: environmentNameSchema,
    id: z.uuid().optional(),
  }),
  z.strictObject({
    action: z.enum(['hibernate', 'wake', 'repair']),
    environment: environmentNameSchema,
  }),
]);

const digestSchema = z
  .string()
  .regex(/^sha256:[0-9a-f]{64}$/, 'must be sha256: and 64 hexadecimal digits');

const limitSchema = z.coerce.number().int().min(1).max(100).optional();
const cursorSchema = z.string().max(1000).optional();
/** What a person writes for others: long enough for a paragraph. */
const wordsSchema = z.string().trim().max(2000);

const decisionSchema = z.discriminatedUnion('decision', [
  z.strictObject({
    decision: z.literal('approve'),
    reason: wordsSchema.optional(),
  }),
  z.strictObject({
    decision: z.literal('reject'),
    reason: wordsSchema.min(1, 'is required'),
  }),
]);

const approvalQuerySchema = z.strictObject({
  view: z.enum(['decide', 'mine']).optional(),
  state: oneOrMany(z.enum(approvalStates)).optional(),
  environment: environmentNameSchema.optional(),
  search: z.string().max(63).optional(),
  sort: z.enum(['createdAt', 'expiresAt', 'environment']).optional(),
  order: z.enum(['asc', 'desc']).optional(),
  limit: limitSchema,
  cursor: cursorSchema,
});

const querySchema = z.strictObject({
  search: z.string().max(63).optional(),
  owner: ownerSchema.optional(),
  class: z.string().max(63).optional(),
  state: oneOrMany(z.enum(environmentStates)).optional(),
  component: entityRefSchema('component').optional(),
  upgrade: z
    .literal('true', { error: 'must be true, or not be there' })
    .transform(() => true as const)
    .optional(),
  sort: z.enum(['name', 'createdAt', 'expiresAt', 'owner', 'state']).optional(),
  order: z.enum(['asc', 'desc']).optional(),
  limit: limitSchema,
  cursor: cursorSchema,
});

const ledgerQuerySchema = z.strictObject({
  order: z.enum(['asc', 'desc']).optional(),
  limit: z.coerce.number().int().min(1).max(1000).optional(),
  cursor: cursorSchema,
});

/** A parameter that may stand in a query once or several times. */
function oneOrMany<T extends z.ZodType>(schema: T) {
  return z.union([schema.transform(one => [one]), z.array(schema)]);
}

/** @throws InvalidFieldsError */
export function parsePlanRequest(body: unknown): PlanRequest {
  return parse(planRequestSchema, body);
}

/** @throws InvalidFieldsError */
export function parseDigest(text: string): string {
  return parse(z.object({ digest: digestSchema }), { digest: text }).digest;
}

/** @throws InvalidFieldsError */
export function parseEnvironmentQuery(query: unknown): EnvironmentQuery {
  return parse(querySchema, query);
}

/** @throws InvalidFieldsError */
export function parseDigests(body: unknown): string[] {
  return parse(
    z.strictObject({ digests: z.array(digestSchema).min(1).max(500) }),
    body,
  ).digests;
}

/** @throws InvalidFieldsError */
export function parseNote(body: unknown): string | undefined {
  return parse(z.strictObject({ note: wordsSchema.optional() }), body ?? {})
    .note;
}

/** @throws InvalidFieldsError */
export function parseDecision(body: unknown): z.output<typeof decisionSchema> {
  return parse(decisionSchema, body);
}

/** @throws InvalidFieldsError */
export function parseWithdrawal(body: unknown): string | undefined {
  return parse(z.strictObject({ reason: wordsSchema.optional() }), body ?? {})
    .reason;
}

/** @throws InvalidFieldsError */
export function parseApprovalQuery(query: unknown): ApprovalQuery {
  return parse(approvalQuerySchema, query);
}

/** @throws InvalidFieldsError */
export function parseLedgerQuery(query: unknown): LedgerQuery {
  return parse(ledgerQuerySchema, query);
}

function parse<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const result = schema.safeParse(value);
  if (!result.success) {
    throw new InvalidFieldsError(...result.error.issues.flatMap(problemsOf));
  }
  return result.data;
}

function problemsOf(issue: z.core.$ZodIssue): FieldProblem[] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(key => ({
      field: [...path, key].join('.'),
      message: 'is not known here',
    }));
  }
  const missing =
    issue.code === 'invalid_type' && issue.message.endsWith('undefined');
  return [
    {
      field: path.join('.') || 'body',
      message: missing ? 'is required' : lowerFirst(issue.message),
    },
  ];
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
