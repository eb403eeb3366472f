import type { ErrorRequestHandler } from 'express';

const STATUSES: Readonly<Record<string, number>> = {
  InputError: 400,
  AuthenticationError: 401,
  NotFoundError: 404,
  ConflictError: 409,
  ServiceUnavailableError: 503,
};

/** Answers with what went wrong, in the form of Backstage's errors, without a stack. */
export function answerFailure(
  onUnexpected: (error: unknown) => void,
): ErrorRequestHandler {
  // Express knows a handler of failures by its four parameters.
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const { name, message, status } = described(error);
    if (status >= 500) {
      onUnexpected(error);
    }
    response.status(status).json({
      error: { name, message: status === 500 ? 'It failed' : message },
      response: { statusCode: status },
    });
  };
}

function described(error: unknown) {
  const { name, message } =
    error instanceof Error ? error : { name: 'Error', message: String(error) };
  // What the parsers of bodies throw carries its own status.
  const own =
    error instanceof Error && 'statusCode' in error
      ? Number(error.statusCode)
      : undefined;
  const status = STATUSES[name] ?? (own && own < 500 ? own : 500);
  return { name, message, status };
}
