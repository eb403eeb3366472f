import { z } from 'zod';
import { InvalidFieldsError } from '../errors';

/** PostgreSQL takes no text with the character U+0000. */
const storable = z.string().refine(value => !value.includes('\0'));

/** PostgreSQL refuses to compare an integer with more. */
const MOST_INTEGER = 2 ** 31 - 1;

const cursorSchema = z.object({
  sort: z.string(),
  order: z.enum(['asc', 'desc']),
  /** The sorted value and the id of the last item of the page before. */
  value: storable,
  id: storable,
});

/** Where the next page begins: after an item, in one order. Opaque to clients. */
export type Cursor = z.infer<typeof cursorSchema>;

export function encodeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

/** @throws InvalidFieldsError naming `cursor`, where it was not made for a list in this order */
export function decodeCursor(
  text: string,
  expected: Pick<Cursor, 'sort' | 'order'>,
): Cursor {
  const parsed = cursorSchema.safeParse(parseJson(text));
  if (
    !parsed.success ||
    parsed.data.sort !== expected.sort ||
    parsed.data.order !== expected.order
  ) {
    throw notOurs();
  }
  return parsed.data;
}

/** @throws InvalidFieldsError naming `cursor`, also where its value is none that a column of whole numbers can have */
export function decodeNumberCursor(
  ...[text, expected]: Parameters<typeof decodeCursor>
): number {
  const value = Number(decodeCursor(text, expected).value);
  if (!Number.isInteger(value) || Math.abs(value) > MOST_INTEGER) {
    throw notOurs();
  }
  return value;
}

function notOurs(): InvalidFieldsError {
  return new InvalidFieldsError({
    field: 'cursor',
    message: 'must be the nextCursor of a page with the same sort and order',
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
