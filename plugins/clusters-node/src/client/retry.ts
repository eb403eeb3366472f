import { z } from 'zod';
import type { KubernetesResponse } from '../Clusters';

const MAX_ATTEMPTS = 4;
const FIRST_DELAY_MS = 150;

const reasonSchema = z.looseObject({ reason: z.string() });

/**
 * How long to wait before the same request again, or undefined where its answer stands. Only answers that say that the
 * server did not act, or that acting again does no harm, are worth another try.
 *
 * @param attempt - How many were made, from 1.
 */
export function delayAfterResponse(
  response: KubernetesResponse,
  attempt: number,
  retryAfterSeconds: number | undefined,
): number | undefined {
  const reason = reasonSchema.safeParse(response.body).data?.reason;
  const again =
    response.status === 429 ||
    response.status === 503 ||
    (response.status === 500 && reason === 'InternalError');
  if (!again || attempt >= MAX_ATTEMPTS) {
    return undefined;
  }
  return retryAfterSeconds === undefined
    ? backOff(attempt)
    : retryAfterSeconds * 1000;
}

/** Codes of failures before anything was sent. */
const NOT_SENT = new Set([
  'ECONNREFUSED',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);
/** Codes of a connection that ended under way: a write may have been done. */
const INTERRUPTED = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);

/** The same for a request that got no answer. */
export function delayAfterFailure(
  code: string | undefined,
  attempt: number,
  isRead: boolean,
): number | undefined {
  if (!code) {
    return undefined;
  }
  // A server that is not there is told about at once; one more try bridges its restart of a moment.
  if (NOT_SENT.has(code)) {
    return attempt < 2 ? backOff(attempt) : undefined;
  }
  return isRead && INTERRUPTED.has(code) && attempt < 3
    ? backOff(attempt)
    : undefined;
}

function backOff(attempt: number): number {
  const full = FIRST_DELAY_MS * 3 ** (attempt - 1);
  return full / 2 + Math.random() * (full / 2);
}
