import { ResponseError } from '@backstage/errors';
import { z } from 'zod';

const versionSchema = z.object({ version: z.string().min(1) });

/**
 * Asks a Gitea (or Forgejo) for its version; anybody may.
 *
 * @throws Error where it does not answer as one.
 */
export async function readGiteaVersion(
  url: string,
  signal: AbortSignal,
): Promise<string> {
  const response = await fetch(`${url.replace(/\/$/, '')}/api/v1/version`, {
    signal,
  });
  if (!response.ok) {
    throw await ResponseError.fromResponse(response);
  }
  const parsed = versionSchema.safeParse(
    await response.json().catch(() => undefined),
  );
  if (!parsed.success) {
    throw new Error(`What answers at ${url} is not a Gitea`);
  }
  return parsed.data.version;
}
