import { z } from 'zod';

/**
 * Words that are a DNS label and still cannot name a service: modules of Node (npm refuses them), what YAML takes for a
 * value that is no text, and what Git or the Git host keep for themselves.
 */
const RESERVED: ReadonlySet<string> = new Set(
  [
    'assert buffer child-process cluster console constants crypto dgram dns domain events fs http http2 https inspector',
    'module net node os path perf-hooks process punycode querystring readline repl stream sqlite sys test timers tls',
    'trace-events tty url util v8 vm wasi worker-threads zlib node-modules favicon',
    'true false null nan inf yes no on off y n',
    'head main master origin refs git wiki new assets api user org repo admin explore',
  ]
    .join(' ')
    .split(' '),
);

/**
 * Name of a service that a golden path makes: at once a repository, a package of npm, an entity of the catalog, a part of
 * DNS names, Git refs, labels, file names and commands. What is right in all of these needs no quoting in any.
 */
export const serviceNameSchema = z
  .string()
  .min(3, 'must be at least 3 characters')
  .max(30, 'must be at most 30 characters')
  .regex(
    /^[a-z](-?[a-z0-9])*$/,
    'must be lower-case letters, digits and single hyphens, start with a letter and not end with a hyphen',
  )
  .refine(
    name => !RESERVED.has(name),
    'is a word that Git, npm, YAML or the Git host give a meaning of its own; choose another',
  );

/** Why a text cannot name a service, in a sentence without the name; undefined where it can. */
export function whyNoServiceName(name: string): string | undefined {
  const result = serviceNameSchema.safeParse(name);
  return result.success ? undefined : result.error.issues[0].message;
}

/** What an environment of a service is for, for example `dev`. */
export const environmentSuffixSchema = z
  .string()
  .regex(
    /^[a-z][a-z0-9]{1,8}$/,
    'must be 2 to 9 lower-case letters and digits, and start with a letter',
  );

/** Name of the environment that a service starts with. */
export function startEnvironmentName(service: string, suffix: string): string {
  return `${service}-${suffix}`;
}
