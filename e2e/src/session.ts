import type { Page } from 'playwright-core';

/** What the REST interface answered: its status and its body, parsed where it is JSON. */
export interface ApiAnswer {
  status: number;
  body: unknown;
}

/** Calls the portal's REST interface as the person who is signed in on a page. */
export interface ApiSession {
  get(path: string): Promise<ApiAnswer>;
  /** A string is sent as it is, everything else as JSON. */
  post(path: string, body: unknown): Promise<ApiAnswer>;
}

/** A session with the token that the portal would give the page itself. */
export async function apiSession(page: Page): Promise<ApiSession> {
  const refreshed = await page.request.get(
    '/api/auth/oidc/refresh?optional&env=local',
    { headers: { 'x-requested-with': 'XMLHttpRequest' } },
  );
  const { backstageIdentity } = await refreshed.json();
  const headers = {
    authorization: `Bearer ${backstageIdentity.token}`,
    'content-type': 'application/json',
  };
  const call = async (
    method: 'get' | 'post',
    path: string,
    data?: string,
  ): Promise<ApiAnswer> => {
    const response = await page.request[method](path, { headers, data });
    const text = await response.text();
    return { status: response.status(), body: parsed(text) };
  };
  return {
    get: path => call('get', path),
    post: (path, body) =>
      call(
        'post',
        path,
        typeof body === 'string' ? body : JSON.stringify(body),
      ),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
