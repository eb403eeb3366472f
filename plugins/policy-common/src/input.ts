import { z } from 'zod';

/** The version of the contract between Cairn and the policy bundle. */
export const POLICY_INPUT_VERSION = 1;

const objectRef = z.object({
  apiVersion: z.string(),
  kind: z.string(),
  namespace: z.string().optional(),
  name: z.string(),
});

/** What a request would do to one object. */
const plannedChangeInput = z.object({
  component: z.string(),
  engine: z.string(),
  operation: z.enum([
    'create',
    'update',
    'replace',
    'delete',
    'unchanged',
    'conflict',
    'unknown',
  ]),
  resource: objectRef,
  /** The whole object as it would be afterwards; absent for a delete. */
  object: z.record(z.string(), z.unknown()).optional(),
  /** The whole object as it is now; absent for a create. */
  before: z.record(z.string(), z.unknown()).optional(),
});

/**
 * What OPA is asked with, at `POST /v1/data/cairn/environments/verdict` (below the key `input`).
 * Checked before every question, so that an empty or malformed input can never be mistaken for one that breaks no rule.
 */
export const environmentPolicyInputSchema = z.object({
  version: z.literal(POLICY_INPUT_VERSION),
  /** `repair` puts drift back; `hibernate` and `wake` scale to zero and back. */
  action: z.enum([
    'create',
    'update',
    'destroy',
    'hibernate',
    'wake',
    'repair',
  ]),
  subject: z.object({
    /** Entity ref of the user, for example `user:default/amara.okafor`. */
    user: z.string(),
    /** Entity refs the user claims ownership through. */
    groups: z.array(z.string()),
    /** True where a program acts for the user. */
    agent: z.boolean(),
  }),
  class: z.object({
    name: z.string(),
    /** Digest of the class's folder, `sha256:…`. */
    version: z.string(),
    owner: z.string(),
    lifecycle: z.object({
      /** Lifetime in hours; absent: unlimited. */
      ttlHours: z.number().positive().optional(),
      production: z.boolean(),
      /** How often the end can be moved, each time by the lifetime; absent: never. */
      renewals: z.number().int().optional(),
      /** Hours without activity after which it is put to sleep; absent: never. */
      hibernateAfterHours: z.number().positive().optional(),
      /** When it sleeps; absent: at no fixed times. */
      hibernateSchedule: z
        .object({
          /** IANA name. */
          timeZone: z.string(),
          asleep: z.array(
            z.object({
              days: z.array(
                z.enum([
                  'monday',
                  'tuesday',
                  'wednesday',
                  'thursday',
                  'friday',
                  'saturday',
                  'sunday',
                ]),
              ),
              from: z.string(),
              to: z.string(),
            }),
          ),
        })
        .optional(),
    }),
    /** Most an environment of this class may cost a month, in micro-units of its currency. */
    budget: z
      .object({ monthlyMicros: z.number().int(), currency: z.string() })
      .optional(),
    /** Above which cost a month, in micro-units of the budget's currency, whose yes is needed. */
    approval: z
      .object({
        aboveMicros: z.number().int(),
        /** Entity refs of groups; a member of any of them may say yes. */
        by: z.array(z.string()),
        /** Whether who asks may not say yes. */
        fourEyes: z.boolean(),
      })
      .optional(),
  }),
  environment: z.object({
    name: z.string(),
    namespace: z.string(),
    owner: z.string(),
    /** RFC 3339, UTC; absent: never. */
    expiresAt: z.string().optional(),
  }),
  parameters: z.record(z.string(), z.unknown()),
  changes: z.array(plannedChangeInput),
  /** By what a budget is judged. Absent where that is not known (no price list, or something that has no price): unknown, not free. */
  cost: z
    .object({
      monthlyMicros: z.number().int(),
      currency: z.string(),
      /**
       * `sum`: what everything in the plan costs. `ceiling`: the most that it can come to, where something is not known or may be added
       * later and a quota bounds it. Absent: `sum`.
       */
      basis: z.enum(['sum', 'ceiling']).optional(),
    })
    .optional(),
  catalog: z.object({
    /** Whether `environment.owner` is a Group of the catalog. */
    ownerExists: z.boolean(),
    system: z.string().optional(),
    lifecycle: z.string().optional(),
  }),
});

/** See {@link environmentPolicyInputSchema}. */
export type EnvironmentPolicyInput = z.infer<
  typeof environmentPolicyInputSchema
>;
