import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { isLoopback, isThisMachine } from './loopback';

/**
 * Refuses a configuration with which a portal must not start. Names every rule that it breaks, and what to change.
 *
 * @throws InputError
 */
export function assertSafeConfiguration(config: Config): void {
  const problems = config.getOptionalBoolean('cairn.local')
    ? localProblems(config)
    : productionProblems(config);

  if (problems.length > 0) {
    throw new InputError(
      `Cairn does not start with this configuration:\n${problems
        .map(problem => `  - ${problem}`)
        .join('\n')}`,
    );
  }
}

/** A local platform lets anybody who reaches it be anybody, so only this machine may reach it. */
function localProblems(config: Config): string[] {
  const host = listenHost(config);
  return host && isLoopback(host)
    ? []
    : [
        `cairn.local is true, but backend.listen.host is ${
          host || 'not set, which means every address'
        }: set it to 127.0.0.1.`,
      ];
}

/** `backend.listen` is an object, or a string of host and port of which the host may be left out. */
function listenHost(config: Config): string | undefined {
  const listen = config.getOptional('backend.listen');
  return typeof listen === 'string'
    ? listen.replace(/:?\d+$/, '')
    : config.getOptionalString('backend.listen.host');
}

function productionProblems(config: Config): string[] {
  const problems: string[] = [];

  if (config.getOptionalBoolean('permission.enabled') !== true) {
    problems.push(
      'permission.enabled is not true, so everybody could do everything: set it to true.',
    );
  }
  if (
    config.getOptionalBoolean(
      'backend.auth.dangerouslyDisableDefaultAuthPolicy',
    )
  ) {
    problems.push(
      'backend.auth.dangerouslyDisableDefaultAuthPolicy is true, so nobody has to sign in: remove it.',
    );
  }
  if (config.has('auth.providers.guest')) {
    problems.push(
      'auth.providers.guest lets people in without signing in: remove it.',
    );
  }

  if (config.getOptionalBoolean('cairn.cost.sample')) {
    problems.push(
      "cairn.cost.sample is true, which shows made-up costs of the example company's services: remove it.",
    );
  }

  const oidc = config.getOptionalConfig('auth.providers.oidc');
  for (const environment of oidc?.keys() ?? []) {
    const url = oidc?.getOptionalString(`${environment}.metadataUrl`);
    if (url !== undefined && isThisMachine(hostOf(url))) {
      problems.push(
        `auth.providers.oidc.${environment}.metadataUrl is ${url}, an identity provider on the portal's own machine: name the company's, or set cairn.local to true on a laptop.`,
      );
    }
  }
  return problems;
}

function hostOf(url: string): string {
  try {
    return new URL(url).hostname;
  } catch {
    throw new InputError(
      `auth.providers.oidc: the metadataUrl "${url}" is not a URL.`,
    );
  }
}
