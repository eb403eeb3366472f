import { ResponseError } from '@backstage/errors';

/** What a request may carry; the answer must come within `timeoutMs` (5 s by default). */
export interface HttpRequest {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  headers?: Record<string, string>;
  body?: unknown;
  timeoutMs?: number;
  signal?: AbortSignal;
}

/** Sends JSON and answers with the response, whatever its status. */
export function send(url: string, request: HttpRequest = {}) {
  const deadline = AbortSignal.timeout(request.timeoutMs ?? 5000);
  return fetch(url, {
    method: request.method ?? 'GET',
    redirect: 'manual',
    headers: {
      Accept: 'application/json',
      ...(request.body === undefined
        ? {}
        : { 'Content-Type': 'application/json' }),
      ...request.headers,
    },
    body: request.body === undefined ? undefined : JSON.stringify(request.body),
    signal: request.signal
      ? AbortSignal.any([deadline, request.signal])
      : deadline,
  });
}

/**
 * Sends JSON and answers with the parsed body of a successful response.
 *
 * @throws ResponseError with the status and the body for any other.
 */
export async function readJson(
  url: string,
  request: HttpRequest = {},
): Promise<unknown> {
  const response = await send(url, request);
  if (!response.ok) {
    throw await ResponseError.fromResponse(response);
  }
  return response.status === 204 ? undefined : response.json();
}

/**
 * Answers with the text of a successful response.
 *
 * @throws ResponseError with the status and the body for any other.
 */
export async function readText(
  url: string,
  request: HttpRequest = {},
): Promise<string> {
  const response = await send(url, request);
  if (!response.ok) {
    throw await ResponseError.fromResponse(response);
  }
  return response.text();
}
