import {
  environmentSuffixSchema,
  type GoldenPathRequest,
} from '@cairn/plugin-golden-paths-common';
import { z } from 'zod';
import { InvalidValuesError } from '../errors';

/** Far more than any form needs; what is nested without end overflows the stack of whatever looks at it. */
const MAX_DEPTH = 32;
/** PostgreSQL keeps no text with it, and nothing here is named with it. */
const NUL = '\0';

const planRequestSchema = z.strictObject({
  template: z.string().min(1).max(200),
  values: z.record(z.string(), z.unknown()),
});

const digestSchema = z.object({
  digest: z
    .string()
    .regex(
      /^sha256:[0-9a-f]{64}$/,
      'must be sha256: and 64 hexadecimal digits',
    ),
});

const beginningSchema = z.strictObject({
  task: z.string().regex(/^[A-Za-z0-9-]{1,64}$/, 'must be the id of a task'),
});

const nameQuerySchema = z.strictObject({
  environments: z
    .string()
    .max(200)
    .default('dev')
    .transform(text => text.split(','))
    .pipe(z.array(environmentSuffixSchema).max(10)),
});

/** @throws InvalidValuesError */
export function parsePlanRequest(body: unknown): GoldenPathRequest {
  requirePlain(body);
  return parse(planRequestSchema, body);
}

/** @throws InvalidValuesError */
export function parseDigest(digest: string): string {
  return parse(digestSchema, { digest }).digest;
}

/** @throws InvalidValuesError */
export function parseBeginning(body: unknown): { task: string } {
  return parse(beginningSchema, body);
}

/** @throws InvalidValuesError */
export function parseNameQuery(query: unknown): { environments: string[] } {
  return parse(nameQuerySchema, query);
}

function requirePlain(body: unknown): void {
  let level = [body];
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) {
      throw new InvalidValuesError({
        field: 'body',
        message: `must not be nested deeper than ${MAX_DEPTH} levels`,
      });
    }
    if (level.some(hasNul)) {
      throw new InvalidValuesError({
        field: 'body',
        message: 'must not contain the character U+0000',
      });
    }
    level = level.flatMap(node =>
      typeof node === 'object' && node !== null ? Object.values(node) : [],
    );
  }
}

function hasNul(node: unknown): boolean {
  return typeof node === 'object' && node !== null
    ? Object.keys(node).some(key => key.includes(NUL))
    : typeof node === 'string' && node.includes(NUL);
}

function parse<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const result = schema.safeParse(value);
  if (!result.success) {
    throw new InvalidValuesError(
      ...result.error.issues.map(issue => ({
        field: issue.path.map(String).join('.') || 'body',
        message: issue.message.charAt(0).toLowerCase() + issue.message.slice(1),
      })),
    );
  }
  return result.data;
}
