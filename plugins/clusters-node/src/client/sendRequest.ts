import type { KubernetesRequest, KubernetesResponse } from '../Clusters';
import type { OpenConnection } from './Connection';

/** An answer, and how long to wait before the same request again where the server said so. */
export interface Answer {
  response: KubernetesResponse;
  retryAfterSeconds?: number;
}

/** Sends one request as it is, once. */
export async function sendRequest(
  { agent, access, origin, basePath }: OpenConnection,
  request: KubernetesRequest,
  options: {
    signal: AbortSignal;
    /** Who to act as, with what is told of it beside its name. */
    impersonation?: { user: string; extra: Record<string, string> };
  },
): Promise<Answer> {
  const token = await access.token();
  const query = new URLSearchParams(request.query);
  if (['POST', 'PUT', 'PATCH'].includes(request.method)) {
    query.set('fieldValidation', 'Strict');
  }
  const search = query.size > 0 ? `?${query}` : '';
  const { statusCode, headers, body } = await agent.request({
    origin,
    // Given as it is: a URL would resolve dots in it.
    path: `${basePath}${request.path}${search}`,
    method: request.method,
    headers: {
      accept: 'application/json',
      'user-agent': 'cairn',
      ...(token && { authorization: `Bearer ${token}` }),
      ...(request.body && {
        'content-type': request.contentType ?? 'application/json',
      }),
      ...(options.impersonation && impersonating(options.impersonation)),
    },
    body: request.body ? JSON.stringify(request.body) : undefined,
    signal: options.signal,
  });
  const text = await body.text();
  if (statusCode === 401) {
    access.refused();
  }
  const retryAfter = Number(headers['retry-after']);
  return {
    response: {
      status: statusCode,
      warnings: warningsOf(headers.warning),
      body: bodyOf(text),
    },
    retryAfterSeconds:
      headers['retry-after'] !== undefined && retryAfter >= 0
        ? retryAfter
        : undefined,
  };
}

function impersonating({
  user,
  extra,
}: {
  user: string;
  extra: Record<string, string>;
}): Record<string, string> {
  return {
    'Impersonate-User': user,
    ...Object.fromEntries(
      Object.entries(extra).map(([key, value]) => [
        `Impersonate-Extra-${encodeURIComponent(key)}`,
        value,
      ]),
    ),
  };
}

function bodyOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Texts of `299 - "text"` headers (RFC 7234). */
function warningsOf(header: string | string[] | undefined): string[] {
  const lines = typeof header === 'string' ? [header] : header ?? [];
  return lines.flatMap(line =>
    [...line.matchAll(/\d{3} \S+ "((?:[^"\\]|\\.)*)"/g)].map(match =>
      match[1].replace(/\\(.)/g, '$1'),
    ),
  );
}
