import { createHmac, timingSafeEqual } from 'node:crypto';

/** Whether two secrets are the same, in a time that does not tell how much of them is. */
export function isSameSecret(given: string, expected: string): boolean {
  // Digests have one length, which timingSafeEqual needs, and hide that of the secret.
  const digest = (text: string) => createHmac('sha256', 'cairn').update(text);
  return timingSafeEqual(digest(given).digest(), digest(expected).digest());
}

/** Whether `signature` (`X-Gitea-Signature`, hexadecimal) was made of exactly these bytes with the secret. */
export function isSigned(
  body: Buffer,
  signature: string | undefined,
  secret: string,
): boolean {
  if (secret === '' || signature === undefined) {
    return false;
  }
  const expected = createHmac('sha256', secret).update(body).digest('hex');
  return isSameSecret(signature.toLowerCase(), expected);
}
