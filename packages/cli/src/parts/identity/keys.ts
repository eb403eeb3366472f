import { generateKeyPair, randomBytes, randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { z } from 'zod';
import { readIfThere, replaceFile } from '../stateFiles';

const keysSchema = z.object({
  /** Private keys that sign tokens, as JSON Web Keys. */
  signing: z.array(z.record(z.string(), z.unknown())).min(1),
  /** Secrets that sign cookies, newest first. */
  cookies: z.array(z.string()).min(1),
});

/** Keys of the identity provider. */
export type IdentityKeys = z.infer<typeof keysSchema>;

/** The keys in the file, else new ones that are kept there: what was signed before a restart stays valid. */
export async function readOrCreateKeys(file: string): Promise<IdentityKeys> {
  const text = await readIfThere(file);
  if (text !== undefined) {
    return keysSchema.parse(JSON.parse(text));
  }
  const { privateKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
  });
  const keys: IdentityKeys = {
    signing: [
      {
        ...privateKey.export({ format: 'jwk' }),
        kid: randomUUID(),
        use: 'sig',
        alg: 'RS256',
      },
    ],
    cookies: [randomBytes(32).toString('base64url')],
  };
  await replaceFile(file, JSON.stringify(keys));
  return keys;
}
