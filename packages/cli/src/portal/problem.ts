import { ResponseError } from '@backstage/errors';
import {
  fieldProblemsOf,
  stalePlanChangesOf,
} from '@cairn/plugin-environments-common';
import { EXIT } from '../exitCodes';

/** An error as a person reads it, and its exit code. */
export interface Problem {
  lines: string[];
  exitCode: number;
}

const EXIT_CODES: Readonly<Record<number, number>> = {
  400: EXIT.usage,
  401: EXIT.notLoggedIn,
  403: EXIT.denied,
  404: EXIT.notFound,
  409: EXIT.conflict,
  413: EXIT.usage,
  422: EXIT.usage,
  502: EXIT.notReady,
  503: EXIT.notReady,
  504: EXIT.notReady,
};

const WHAT_TO_DO: Readonly<Record<number, string>> = {
  [EXIT.usage]: 'The request was not understood as it was.',
  [EXIT.denied]:
    'You may not do this. ./cairn whoami shows in whose name you ask.',
  [EXIT.notReady]:
    'Something that the portal needs does not answer now. Try again later; ./cairn status shows the local platform.',
  [EXIT.failed]:
    'This is a fault of the portal. Its log says more: ./cairn logs portal',
};

/** Fields say themselves what to do. */
function adviceFor(
  exitCode: number,
  said: { fields: readonly unknown[]; changes?: readonly string[] },
): string | undefined {
  if (said.changes) {
    return 'What it would do has changed since. Make a new plan and look at it.';
  }
  return said.fields.length > 0 ? undefined : WHAT_TO_DO[exitCode];
}

/** What a refusal of the portal says: what, which, why, what to do, and what to quote. */
export function problemOf(error: ResponseError, time = new Date()): Problem {
  const status = error.response.status;
  const { request } = error.body;
  const exitCode = EXIT_CODES[status] ?? EXIT.failed;
  const fields = fieldProblemsOf(error);
  const changes = stalePlanChangesOf(error);
  const advice = adviceFor(exitCode, { fields, changes });
  const message = error.body.error.message || error.message;
  return {
    exitCode,
    lines: [
      message,
      ...fields
        .map(({ field, message: why }) => `${field}: ${why}`)
        .filter(line => line !== message)
        .map(line => `  ${line}`),
      ...(changes ?? []).map(change => `  ${change}`),
      ...(advice ? [advice] : []),
      `(${request?.method ?? 'GET'} ${
        new URL(error.response.url).pathname
      } answered ${status} at ${time.toISOString()})`,
    ],
  };
}
