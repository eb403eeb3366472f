import { z } from 'zod';

export const policySeveritySchema = z.enum(['deny', 'approve', 'warn']);
/** `deny` stops the request, `approve` asks for a person's yes, `warn` only says so. */
export type PolicySeverity = z.infer<typeof policySeveritySchema>;

export const policyViolationSchema = z.object({
  /** Id of the rule, for example `environment.owner-exists`. */
  rule: z.string().min(1),
  title: z.string().min(1),
  severity: policySeveritySchema,
  /** What is wrong, of which object, and why. */
  message: z.string().min(1),
  /** `Kind/name` of the object it speaks of, where it is one. */
  resource: z.string().optional(),
  /** JSON pointer into that object, or into the parameters where `resource` is absent. */
  path: z.string().optional(),
  /** The smallest change that passes, for a person; `set` where a program can make it. */
  fix: z
    .object({
      text: z.string(),
      set: z.object({ parameter: z.string(), value: z.unknown() }).optional(),
    })
    .optional(),
  docs: z.string().optional(),
  /** Entity refs of the groups that may say yes; only with `approve`. */
  approvers: z.array(z.string()).optional(),
  /** Whether who asks may not say yes; only with `approve`. Absent: they may not. */
  fourEyes: z.boolean().optional(),
});
/** One broken rule on one object. */
export type PolicyViolation = z.infer<typeof policyViolationSchema>;

/** What the bundle must answer; anything else is a denial. */
export const policyResultSchema = z.object({
  rules: z.array(z.object({ id: z.string(), passed: z.boolean() })),
  violations: z.array(policyViolationSchema),
});
export type PolicyResult = z.infer<typeof policyResultSchema>;

/**
 * What policy says of a plan. `allowed` is true exactly when the answer was well-formed, named every rule that the
 * bundle's manifest names, and no violation denies. Where policy could not be asked there is no verdict but an error.
 */
export interface Verdict {
  allowed: boolean;
  /** Revision of the bundle that decided; part of the plan's digest. */
  revision: string;
  rules: Array<{ id: string; passed: boolean }>;
  violations: PolicyViolation[];
}
