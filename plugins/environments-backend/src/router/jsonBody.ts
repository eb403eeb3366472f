import express, {
  type ErrorRequestHandler,
  type RequestHandler,
} from 'express';
import { BodyTooLargeError, InvalidFieldsError } from '../errors';
import { plainAddress, plainBody } from './plainRequest';

/** Far more than any form sends. */
const LIMIT = '256kb';

const bodyErrors: ErrorRequestHandler = (error, _req, _res, next) => {
  switch (error?.type) {
    case 'entity.parse.failed':
      next(
        new InvalidFieldsError({
          field: 'body',
          // The parser's own message repeats a part of the body.
          message: 'must be well-formed JSON, an object',
        }),
      );
      return;
    case 'entity.too.large':
      next(new BodyTooLargeError('256 KiB'));
      return;
    case undefined:
      next(error);
      return;
    default:
      next(
        new InvalidFieldsError({
          field: 'body',
          message: `could not be read (${error.type}); send JSON in UTF-8`,
        }),
      );
  }
};

/**
 * Reads a JSON body; what is wrong with it is said in the same form as everything else. Past it, no text of a request
 * has a character that a database does not keep, and every body can be walked by recursion.
 */
export function jsonBody(): Array<RequestHandler | ErrorRequestHandler> {
  return [
    plainAddress,
    express.json({ limit: LIMIT, strict: true }),
    bodyErrors,
    plainBody,
  ];
}
