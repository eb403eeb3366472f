import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';

/** `cairn.policy` of the configuration. */
export interface PolicyConfig {
  url: URL;
  timeoutMs: number;
  tokenFile?: string;
}

const DEFAULT_TIMEOUT_MS = 2000;

/**
 * Reads `cairn.policy`; undefined where it is not set.
 *
 * @throws InputError where it is set and cannot be used.
 */
export function readPolicyConfig(
  config: RootConfigService,
): PolicyConfig | undefined {
  const policy = config.getOptionalConfig('cairn.policy');
  if (!policy) {
    return undefined;
  }
  const timeoutMs = policy.getOptionalNumber('timeoutMs') ?? DEFAULT_TIMEOUT_MS;
  if (!(timeoutMs > 0)) {
    throw new InputError(
      `cairn.policy.timeoutMs is ${timeoutMs}; it must be more than 0 milliseconds`,
    );
  }
  return {
    url: readUrl(policy.getString('url')),
    timeoutMs,
    tokenFile: policy.getOptionalString('tokenFile'),
  };
}

function readUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new InputError(
      'cairn.policy.url is not an http or https address, for example http://127.0.0.1:7010',
    );
  }
  if (url.username || url.password) {
    throw new InputError(
      'cairn.policy.url holds a user or a password; put a token into a file and name it in cairn.policy.tokenFile',
    );
  }
  return url;
}
