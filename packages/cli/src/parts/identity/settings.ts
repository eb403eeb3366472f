import { InputError } from '@backstage/errors';
import { z } from 'zod';

const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '[::1]'];

/** Whether a URL points at this machine and nowhere else. */
export function isLoopbackUrl(url: string): boolean {
  return (
    URL.canParse(url) &&
    ['http:', 'https:'].includes(new URL(url).protocol) &&
    LOOPBACK_NAMES.includes(new URL(url).hostname)
  );
}

/** Whether the `Host` header of a request names this machine; anything else is a page elsewhere that rebound its name to us. */
export function isLoopbackHost(host: string | undefined): boolean {
  return host !== undefined && isLoopbackUrl(`http://${host}`);
}

const settingsSchema = z.object({
  /** Where the provider is seen, for example `http://localhost:7008`. */
  issuer: z.string(),
  /** Address to listen on. */
  address: z.string(),
  port: z.number().int().min(1).max(65535),
  /** Origin of the portal, where people come from and go back to. */
  portalUrl: z.string(),
  /** Folder with catalog files that hold `User` and `Group` entities. */
  organizationFolder: z.string(),
  /** Signing and cookie keys; made when missing. */
  keysFile: z.string(),
  /** Sessions, grants and tokens. */
  sessionsFile: z.string(),
  /** Who may send people here. */
  clients: z
    .array(
      z.object({
        id: z.string(),
        name: z.string(),
        secretFile: z.string(),
        /** Where people are sent back to. */
        redirectUri: z.string(),
        /** Whether it must prove that it is the one that started a sign-in (PKCE). */
        pkce: z.boolean(),
      }),
    )
    .min(1),
});

/** What the identity provider's process is told. */
export type IdentitySettings = z.infer<typeof settingsSchema>;

/**
 * Reads the settings of the identity provider.
 *
 * It lets anybody be anybody, so it refuses to be anywhere but on loopback.
 *
 * @throws InputError where an address is not a loopback one, or a setting is missing.
 */
export function parseIdentitySettings(value: unknown): IdentitySettings {
  const parsed = settingsSchema.safeParse(value);
  if (!parsed.success) {
    throw new InputError(
      `The identity provider's settings are not usable: ${z.prettifyError(
        parsed.error,
      )}`,
    );
  }
  const settings = parsed.data;
  for (const url of [
    settings.issuer,
    settings.portalUrl,
    ...settings.clients.map(client => client.redirectUri),
  ]) {
    if (!isLoopbackUrl(url)) {
      throw new InputError(
        `The local identity provider lets everyone be anyone, so it works on loopback only; "${url}" is not. Configure your company's provider under auth.providers.oidc instead.`,
      );
    }
  }
  if (!['127.0.0.1', '::1'].includes(settings.address)) {
    throw new InputError(
      `The local identity provider listens on 127.0.0.1 or ::1 only, not on "${settings.address}".`,
    );
  }
  return settings;
}
