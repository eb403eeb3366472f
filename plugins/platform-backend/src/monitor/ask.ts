import type { PlatformDependency } from '@cairn/plugin-platform-node';
import { z } from 'zod';
import { redact } from '../redact';

/** What is known of a dependency by asking it. */
export interface Finding {
  state: 'ok' | 'degraded' | 'building' | 'starting' | 'off' | 'down';
  version?: string;
  reason?: string;
  action?: string;
  notes?: string[];
  /** Milliseconds; only where it answered. */
  latencyMs?: number;
}

/** A probe is code of other plugins: what it says is checked like any answer from outside. */
const resultSchema = z.object({
  state: z.enum(['ok', 'degraded', 'building', 'starting', 'off']),
  version: z.string().optional(),
  reason: z.string().optional(),
  action: z.string().optional(),
  notes: z.array(z.string()).optional(),
});

/**
 * Asks a dependency how it is. Never rejects, and answers within `deadlineMs` even where the probe ignores its signal.
 *
 * @returns the finding, and `settled`, which resolves when the probe has really ended.
 */
export function ask(
  dependency: PlatformDependency,
  deadlineMs: number,
): { finding: Promise<Finding>; settled: Promise<void> } {
  const started = performance.now();
  const controller = new AbortController();
  const probing = Promise.resolve()
    .then(() => dependency.probe({ signal: controller.signal }))
    .then(
      result => readResult(result, Math.round(performance.now() - started)),
      error => failed(error),
    );
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Finding>(resolve => {
    timer = setTimeout(() => {
      resolve({
        state: 'down',
        reason: `It did not answer within ${deadlineMs / 1000} seconds`,
      });
      controller.abort();
    }, deadlineMs);
  });
  return {
    finding: Promise.race([probing, late]).finally(() => clearTimeout(timer)),
    settled: probing.then(() => undefined),
  };
}

function readResult(result: unknown, latencyMs: number): Finding {
  const parsed = resultSchema.safeParse(result);
  if (!parsed.success) {
    return {
      state: 'down',
      reason: 'Its probe gave an answer that means nothing',
      action:
        'This is a mistake in the plugin that watches it; tell the platform team.',
    };
  }
  const { state, version, reason, action, notes } = parsed.data;
  return {
    state,
    ...(version ? { version: redact(version) } : {}),
    ...(state === 'ok'
      ? {}
      : { reason: redact(reason || 'No reason was given') }),
    ...(action ? { action: redact(action) } : {}),
    ...(notes?.length ? { notes: notes.map(redact) } : {}),
    ...(state === 'ok' || state === 'degraded' ? { latencyMs } : {}),
  };
}

function failed(error: unknown): Finding {
  const message = error instanceof Error ? messageOf(error) : String(error);
  return { state: 'down', reason: redact(message || 'It did not answer') };
}

/** `fetch` says only "fetch failed" and keeps the reason in the cause. */
function messageOf(error: Error): string {
  return error.cause instanceof Error
    ? `${error.message}: ${error.cause.message}`
    : error.message;
}
