import { AnswerTooLargeError } from './readLimited';

/** What is known about a request that failed. */
export interface FailureContext {
  address: string;
  timeoutMs: number;
  /** The deadline has passed. */
  late: boolean;
  /** The caller no longer wants it. */
  cancelled: boolean;
}

const CONNECTION_LOST = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);

/** True where the connection broke, so that the same question may be asked on another. */
export function isConnectionLost(error: unknown): boolean {
  const code = codeOf(error);
  return code !== undefined && CONNECTION_LOST.has(code);
}

/** What happened, to what, and what to do, for the person whose request is denied by it. */
export function describeFailure(
  error: unknown,
  context: FailureContext,
): string {
  const { address, timeoutMs } = context;
  if (context.cancelled) {
    return 'The question to policy was cancelled';
  }
  if (context.late) {
    return `OPA at ${address} did not answer within ${timeoutMs} ms`;
  }
  if (error instanceof AnswerTooLargeError) {
    return `What answers at ${address} does not speak as OPA does: ${error.message}`;
  }
  const code = codeOf(error);
  if (code === 'ECONNREFUSED') {
    return `OPA does not answer at ${address}: nothing listens there. Start it, or correct cairn.policy.url`;
  }
  return `OPA does not answer at ${address}${
    code ? ` (${code})` : ''
  }. Check that it runs, and cairn.policy.url`;
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error
    ? String(error.code)
    : undefined;
}
