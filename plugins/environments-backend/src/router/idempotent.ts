import { createHash } from 'node:crypto';
import { CustomErrorBase, ConflictError } from '@backstage/errors';
import type { HttpAuthService } from '@backstage/backend-plugin-api';
import type { RequestHandler } from 'express';
import { InvalidFieldsError } from '../errors';
import { isAgent } from '../plans/agents';
import type {
  EnvironmentAuthorizer,
  GivenPermission,
} from '../service/EnvironmentAuthorizer';
import type { IdempotentRequests } from '../service/IdempotentRequests';

/** The key was used for another request. 422, as draft-ietf-httpapi-idempotency-key-header has it. */
class KeyReusedError extends CustomErrorBase {
  name = 'IdempotencyKeyReusedError' as const;
  readonly statusCode = 422;
}

const KEY = /^[\x21-\x7e]{8,200}$/;

/**
 * With an `Idempotency-Key`, the same POST again by the same person is answered as the first time for a day, and does
 * nothing; one that is under way is refused with 409. Only what succeeded is kept: a refusal may be asked again. Who may not do it
 * any more is refused as if they asked for the first time, and so is a program that asks for what the person did.
 */
export function idempotent(options: {
  httpAuth: HttpAuthService;
  idempotency: IdempotentRequests;
  authorizer: Pick<EnvironmentAuthorizer, 'noting' | 'requireAgain'>;
}): RequestHandler {
  const { authorizer } = options;
  return async (req, res, next) => {
    const key = req.get('idempotency-key');
    if (req.method !== 'POST' || key === undefined) {
      next();
      return;
    }
    if (!KEY.test(key)) {
      throw new InvalidFieldsError({
        field: 'Idempotency-Key',
        message:
          'must be 8 to 200 visible ASCII characters, for example a UUID',
      });
    }
    const credentials = await options.httpAuth.credentials(req, {
      allow: ['user'],
    });
    const { principal } = credentials;
    const user = principal.userEntityRef;
    const by = isAgent(principal) ? 'program' : 'person';
    const request = createHash('sha256')
      .update(`${by} ${req.path}\n${JSON.stringify(req.body ?? null)}`)
      .digest('hex');
    const found = await options.idempotency.begin(
      { user, key, request },
      new Date(),
    );
    switch (found.state) {
      case 'other':
        throw new KeyReusedError(
          'This Idempotency-Key was used for another request; use a new one',
        );
      case 'running':
        throw new ConflictError(
          'The same request is under way; ask again in a moment',
        );
      case 'done':
        await authorizer.requireAgain(found.needed, credentials);
        res
          .status(found.status)
          .set('Idempotency-Replayed', 'true')
          .type('application/json')
          .send(found.body);
        return;
      default:
        break;
    }
    const { reservation } = found;
    const needed: GivenPermission[] = [];
    const json = res.json.bind(res);
    res.json = body => {
      const text = JSON.stringify(body);
      const kept =
        res.statusCode < 400
          ? options.idempotency.end(reservation, {
              status: res.statusCode,
              body: text,
              needed,
            })
          : options.idempotency.forget(reservation);
      kept.then(
        () => json(body),
        error => next(error),
      );
      return res;
    };
    // A client that went away before the answer asks again.
    authorizer.noting(needed, next);
  };
}
