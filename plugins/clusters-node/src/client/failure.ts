import { isError } from '@backstage/errors';

/** What went wrong with a request that got no answer, for a person. */
export function reasonOf(
  error: unknown,
  timeoutMs: number,
): { code?: string; text: string } {
  const code = codeOf(error);
  return { code, text: textOf(error, code, timeoutMs) };
}

function textOf(
  error: unknown,
  code: string | undefined,
  timeoutMs: number,
): string {
  if (isError(error) && error.name === 'TimeoutError') {
    return `it did not answer within ${timeoutMs / 1000} s`;
  }
  switch (code) {
    case 'ECONNREFUSED':
      return 'nothing listens at its address; it is stopped or still starting';
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'the name of its address cannot be resolved';
    case 'UND_ERR_CONNECT_TIMEOUT':
      return 'its address cannot be reached';
    case 'ECONNRESET':
    case 'EPIPE':
    case 'UND_ERR_SOCKET':
      return 'it closed the connection';
    case 'UND_ERR_RES_EXCEEDED_MAX_SIZE':
      return 'its answer is too large';
    default:
  }
  if (code && /CERT|SSL|TLS|SELF_SIGNED|LEAF_SIGNATURE/.test(code)) {
    return `its certificate is not the one that the kubeconfig vouches for (${code}); was the cluster made anew?`;
  }
  if (isError(error)) {
    return code ? `${error.message} (${code})` : error.message;
  }
  return 'the request failed';
}

function codeOf(error: unknown): string | undefined {
  if (!isError(error)) {
    return undefined;
  }
  if (typeof error.code === 'string') {
    return error.code;
  }
  // Several addresses were tried.
  if (Array.isArray(error.errors)) {
    return codeOf(error.errors[0]);
  }
  return codeOf(error.cause);
}
