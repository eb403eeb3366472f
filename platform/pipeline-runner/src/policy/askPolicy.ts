import { isError, ServiceUnavailableError } from '@backstage/errors';
import {
  policyResultSchema,
  type PolicyResult,
} from '@cairn/plugin-policy-common';
import { z } from 'zod';
import type { ManifestObject } from './readManifests';

/** Twice what a verdict on a thousand objects takes on a busy machine. */
const TIMEOUT_MS = 10_000;

const manifestSchema = z.object({
  result: z.object({ rules: z.array(z.string()).min(1) }),
});

const verdictSchema = z.object({ result: policyResultSchema });

async function post(
  url: string,
  document: string,
  input?: unknown,
): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(
      `${url}/v1/data/${document}?strict-builtin-errors=true`,
      {
        method: 'POST',
        redirect: 'error',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ input }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      },
    );
  } catch (error) {
    const cause = isError(error) && isError(error.cause) ? error.cause : error;
    throw new ServiceUnavailableError(
      `Policy (OPA) does not answer at ${url}: ${
        isError(cause) ? cause.message : String(cause)
      }. Nothing is allowed until it does`,
    );
  }
  if (!response.ok) {
    throw new ServiceUnavailableError(
      `Policy (OPA) answered with status ${response.status}, so nothing is allowed`,
    );
  }
  return response.json();
}

/**
 * What policy says of manifests.
 *
 * @param url - Address of OPA.
 * @param source - What the manifests are of, for the decision log.
 * @throws ServiceUnavailableError where it does not answer, or its answer has a hole: then nothing is allowed.
 */
export async function askPolicy(
  url: string,
  source: string,
  objects: readonly ManifestObject[],
): Promise<PolicyResult> {
  const manifest = manifestSchema.safeParse(
    await post(url, 'cairn/manifests/manifest'),
  );
  if (!manifest.success) {
    throw new ServiceUnavailableError(
      'The policies do not say which rules there are for manifests, so nothing is allowed',
    );
  }
  const verdict = verdictSchema.safeParse(
    await post(url, 'cairn/manifests/verdict', { version: 1, source, objects }),
  );
  if (!verdict.success) {
    throw new ServiceUnavailableError(
      'The policies gave no verdict on the manifests, so nothing is allowed',
    );
  }
  const { result } = verdict.data;
  const answered = new Set(result.rules.map(({ id }) => id));
  const missing = manifest.data.result.rules.filter(id => !answered.has(id));
  if (missing.length > 0) {
    throw new ServiceUnavailableError(
      `The verdict does not say whether ${missing.join(
        ', ',
      )} passed, so nothing is allowed`,
    );
  }
  const broken = new Set(result.violations.map(({ rule }) => rule));
  const silent = result.rules.filter(
    ({ id, passed }) => passed === broken.has(id),
  );
  if (silent.length > 0) {
    throw new ServiceUnavailableError(
      `The verdict contradicts itself about ${silent
        .map(({ id }) => id)
        .join(', ')}, so nothing is allowed`,
    );
  }
  return result;
}
