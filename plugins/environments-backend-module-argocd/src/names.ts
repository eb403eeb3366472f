import { createHash } from 'node:crypto';

/** Argo CD writes names of applications into labels, whose values are no longer. */
const MAX_LENGTH = 63;
const HASH_LENGTH = 8;
const BETWEEN = '--';

/** Name of an environment's project. */
export function projectName(environment: string): string {
  return `cairn-${environment}`;
}

/**
 * Name of an application, which no other environment and service share: with one hyphen between them, `b-c` of the
 * environment `a` and `c` of `a-b` would. A hash is added where two hyphens do not tell them apart, or it would be too long.
 */
export function applicationName(environment: string, service: string): string {
  const name = `${projectName(environment)}${BETWEEN}${service}`;
  const isPlain = ![environment, service].some(part => part.includes(BETWEEN));
  if (isPlain && name.length <= MAX_LENGTH) {
    return name;
  }
  const hash = createHash('sha256')
    .update(JSON.stringify([environment, service]))
    .digest('hex')
    .slice(0, HASH_LENGTH);
  const kept = name.slice(0, MAX_LENGTH - HASH_LENGTH - BETWEEN.length);
  return `${kept.replace(/-+$/, '')}${BETWEEN}${hash}`;
}

/** What an application was named before environments and services were told apart by two hyphens, and what it is named now. */
export function nameNow(
  environment: string,
  before: string,
): string | undefined {
  const prefix = `${projectName(environment)}-`;
  return before.startsWith(prefix)
    ? applicationName(environment, before.slice(prefix.length))
    : undefined;
}
