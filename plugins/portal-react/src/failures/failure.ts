import { z } from 'zod';

/** Name of the error of a plan that would no longer be the same. */
const STALE_PLAN = 'STALE_PLAN';

/**
 * - `forbidden`: the person may not.
 * - `notFound`: there is no such thing, or the person may not know of it.
 * - `stale`: a plan that would no longer be the same.
 * - `refused`: what was asked for is not right; `why` names the field.
 * - `unavailable`: something that must answer does not.
 * - `offline`: the portal itself could not be reached.
 * - `failed`: anything else.
 */
export type FailureKind =
  | 'forbidden'
  | 'notFound'
  | 'stale'
  | 'refused'
  | 'unavailable'
  | 'offline'
  | 'failed';

/** An error as a person can use it. Never has a stack. */
export interface Failure {
  kind: FailureKind;
  why: string;
  /** What to quote when asking for help. */
  reference: string;
}

const answered = z.object({
  statusCode: z.number(),
  body: z.object({
    error: z.looseObject({
      name: z.string().optional(),
      message: z.string().optional(),
    }),
    request: z
      .object({ method: z.string(), url: z.string() })
      .optional()
      .catch(undefined),
  }),
  response: z
    .object({ headers: z.custom<Headers>(value => value instanceof Headers) })
    .optional()
    .catch(undefined),
});

const KINDS: Record<number, FailureKind> = {
  400: 'refused',
  401: 'forbidden',
  403: 'forbidden',
  404: 'notFound',
  413: 'refused',
  422: 'refused',
  502: 'unavailable',
  503: 'unavailable',
  504: 'unavailable',
};

function kindOf(status: number, name: string | undefined): FailureKind {
  if (status === 409) return name === STALE_PLAN ? 'stale' : 'refused';
  return KINDS[status] ?? 'failed';
}

/** Something between the browser and the plugin answered in its own words, which may be a whole page: not for people. */
function whyOf(status: number, message: string | undefined) {
  return message === undefined ||
    message.startsWith('Request failed with status')
    ? `The server answered with status ${status} and gave no reason.`
    : message;
}

/** Reads any error into a {@link Failure}; `at` is when it happened. */
export function failureOf(error: unknown, at: Date = new Date()): Failure {
  const time = at.toISOString().replace(/\.\d+Z$/, 'Z');
  const parsed = answered.safeParse(error);
  if (parsed.success) {
    const { statusCode, body, response } = parsed.data;
    const id = response?.headers.get('x-request-id');
    const asked = body.request && `${body.request.method} ${body.request.url}`;
    return {
      kind: kindOf(statusCode, body.error.name),
      why: whyOf(statusCode, body.error.message),
      reference: [id, statusCode, asked, time].filter(Boolean).join(' · '),
    };
  }
  // What `fetch` rejects with where no answer came at all.
  if (error instanceof TypeError) {
    return {
      kind: 'offline',
      why: 'The portal’s server did not answer.',
      reference: `no answer · ${time}`,
    };
  }
  return {
    kind: 'failed',
    why: error instanceof Error ? error.message : 'No reason was given.',
    reference: `${error instanceof Error ? error.name : 'Error'} · ${time}`,
  };
}
