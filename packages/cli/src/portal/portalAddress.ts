import { isIP } from 'node:net';
import { CommandError, EXIT } from '../exitCodes';
import { InstanceStore } from '../login/InstanceStore';
import type { Locations } from '../locations';
import { findRunning } from '../platform/UpLock';

function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname === '[::1]' ||
    (isIP(hostname) === 4 && hostname.startsWith('127.'))
  );
}

/**
 * The address of a portal as it is stored: no slash at the end.
 *
 * @throws CommandError where it is no address, or would send tokens over a network in the clear.
 */
export function parsePortalUrl(text: string): string {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new CommandError(
      `"${text}" is no address of a portal. Give one as https://cairn.example.com`,
      EXIT.usage,
    );
  }
  if (url.username || url.password || url.search || url.hash) {
    throw new CommandError(
      'The address of a portal has neither a user nor a query. Give one as https://cairn.example.com',
      EXIT.usage,
    );
  }
  if (
    url.protocol !== 'https:' &&
    !(url.protocol === 'http:' && isLoopback(url.hostname))
  ) {
    throw new CommandError(
      `${url.origin} would send your token in the clear. Only https:// is used, and http:// on this machine.`,
      EXIT.usage,
    );
  }
  return url.toString().replace(/\/+$/, '');
}

/**
 * The portal that a command means: the one given, else the local platform that runs, else the one last logged in to.
 *
 * @param given - Of `--portal` or CAIRN_PORTAL.
 */
export async function findPortal(
  given: string | undefined,
  locations: Locations,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  if (given) {
    return parsePortalUrl(given);
  }
  const running = findRunning(locations.state);
  if (running) {
    return `http://localhost:${running.port}`;
  }
  const instance = await new InstanceStore(env).selected();
  if (instance) {
    return parsePortalUrl(instance.baseUrl);
  }
  throw new CommandError(
    'No portal is known: no local platform runs, and you are logged in nowhere. Start one with ./cairn up, or name one with --portal URL (or CAIRN_PORTAL).',
    EXIT.notRunning,
  );
}
