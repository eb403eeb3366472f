import type { RequestHandler } from 'express';
import { InvalidFieldsError } from '../errors';

/** Far more than any class needs; what is nested without end overflows the stack of whatever looks at it. */
const MAX_DEPTH = 64;
/** PostgreSQL keeps no text with it, and nothing here is named with it. */
const NUL = '\0';

/** Refuses a body that not everything behind can take, and says why. */
export const plainBody: RequestHandler = (req, _res, next) => {
  const body: unknown = req.body;
  let level = [body];
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) {
      throw new InvalidFieldsError({
        field: 'body',
        message: `must not be nested deeper than ${MAX_DEPTH} levels`,
      });
    }
    if (level.some(hasNul)) {
      throw new InvalidFieldsError({
        field: 'body',
        message: 'must not contain the character U+0000',
      });
    }
    level = level.flatMap(node =>
      typeof node === 'object' && node !== null ? Object.values(node) : [],
    );
  }
  next();
};

/** Refuses an address with a character that cannot be stored. */
export const plainAddress: RequestHandler = (req, _res, next) => {
  if (req.url.includes('%00')) {
    throw new InvalidFieldsError({
      field: 'url',
      message: 'must not contain the character U+0000',
    });
  }
  next();
};

function hasNul(node: unknown): boolean {
  return typeof node === 'object' && node !== null
    ? Object.keys(node).some(key => key.includes(NUL))
    : typeof node === 'string' && node.includes(NUL);
}
