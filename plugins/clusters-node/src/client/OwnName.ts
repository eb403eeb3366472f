import { z } from 'zod';
import { ClusterUnavailableError } from '../errors';
import type { OpenConnection } from './Connection';
import { sendRequest } from './sendRequest';
import { isSuccess, statusError } from './statusError';

const TIMEOUT_MS = 10_000;

const reviewSchema = z.looseObject({
  status: z.looseObject({
    userInfo: z.looseObject({ username: z.string().min(1) }),
  }),
});

/** What the API server calls a credential. Asked once for each. */
export class OwnName {
  readonly #known = new WeakMap<OpenConnection['access'], Promise<string>>();

  of(connection: OpenConnection): Promise<string> {
    const known = this.#known.get(connection.access);
    if (known) {
      return known;
    }
    // Others may wait for the same answer, so it does not end with the request that asked first.
    const asked = ask(connection, AbortSignal.timeout(TIMEOUT_MS));
    this.#known.set(connection.access, asked);
    asked.catch(() => this.#known.delete(connection.access));
    return asked;
  }
}

async function ask(
  connection: OpenConnection,
  signal: AbortSignal,
): Promise<string> {
  const { response } = await sendRequest(
    connection,
    {
      method: 'POST',
      path: '/apis/authentication.k8s.io/v1/selfsubjectreviews',
      body: {
        apiVersion: 'authentication.k8s.io/v1',
        kind: 'SelfSubjectReview',
      },
    },
    { signal },
  );
  if (!isSuccess(response)) {
    throw statusError(response, 'say who its credential belongs to');
  }
  const review = reviewSchema.safeParse(response.body);
  if (!review.success) {
    throw new ClusterUnavailableError(
      'The API server did not say who the credential belongs to; see whether something else listens there',
    );
  }
  return review.data.status.userInfo.username;
}
