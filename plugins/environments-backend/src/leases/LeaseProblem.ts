import type { Condition } from '@cairn/plugin-environments-common';
import { z } from 'zod';

const leaseProblemSchema = z.object({
  action: z.enum(['destroy', 'hibernate', 'wake']),
  /** How often it was tried. */
  attempts: z.number().int(),
  /** RFC 3339, UTC: not again before. */
  retryAt: z.string(),
  /** A sentence without its full stop. */
  message: z.string(),
  /** Id of the run that failed; absent: there was none. */
  run: z.string().optional(),
  /** RFC 3339, UTC: of the first attempt. */
  since: z.string(),
  /** Nobody could be notified of it yet. */
  untold: z.literal(true).optional(),
});

/** What Cairn must do with an environment by its lease, and could not. */
export type LeaseProblem = z.infer<typeof leaseProblemSchema>;

export function readLeaseProblem(
  text: string | null,
): LeaseProblem | undefined {
  return text === null ? undefined : leaseProblemSchema.parse(JSON.parse(text));
}

/** The same text for the same problem. */
export function writeLeaseProblem(problem: LeaseProblem | undefined) {
  return problem ? JSON.stringify(leaseProblemSchema.parse(problem)) : null;
}

const REASONS = {
  destroy: 'NotDestroyed',
  hibernate: 'NotHibernated',
  wake: 'NotWoken',
} as const;

/** For the page of the environment. */
export function leaseCondition(problem: LeaseProblem): Condition {
  return {
    type: 'LeaseKept',
    status: 'False',
    reason: REASONS[problem.action],
    message: `${problem.message} (tried ${
      problem.attempts === 1 ? 'once' : `${problem.attempts} times`
    }; again at ${problem.retryAt})`,
    since: problem.since,
  };
}
