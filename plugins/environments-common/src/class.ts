import { z } from 'zod';

export const ENVIRONMENT_CLASS_API_VERSION = 'cairn.dev/v1alpha1';
export const ENVIRONMENT_CLASS_KIND = 'EnvironmentClass';

/** A name that is a DNS label (RFC 1123). */
export const dnsLabelSchema = z
  .string()
  .regex(
    /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
    'must be lower-case letters, digits and hyphens, and start and end with a letter or digit',
  )
  .max(63);

/** A part of a class with one engine. Called so because the catalog has a kind `Component`. */
export const classComponentSchema = z.strictObject({
  name: dnsLabelSchema,
  /** Id of an engine, for example `kubernetes` or `argocd`. */
  engine: z.string().min(1),
  /** Names of components of the same class that must be there first. */
  needs: z.array(dnsLabelSchema).default([]),
  /** Path of a YAML file or a folder of YAML files, relative to the class's folder. */
  source: z.string().min(1).optional(),
  /** Instead of `source`: objects in place. */
  inline: z.array(z.record(z.string(), z.unknown())).optional(),
  /** Settings of the engine; expressions are rendered. */
  with: z.record(z.string(), z.unknown()).default({}),
});
export type ClassComponent = z.infer<typeof classComponentSchema>;

const timeOfDay = z
  .string()
  .regex(
    /^([01][0-9]|2[0-3]):[0-5][0-9]$/,
    'must be a time of day, for example 20:00',
  );

/** Days of the week, as a schedule names them. */
export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

/** When environments sleep, in a time zone that has summer time where its people do. */
export const hibernateScheduleSchema = z.strictObject({
  /** IANA name, for example `Europe/Stockholm`. */
  timeZone: z
    .string()
    .refine(isTimeZone, 'must be a time zone, for example Europe/Stockholm'),
  asleep: z
    .array(
      z.strictObject({
        /** On which days it begins. */
        days: z.array(z.enum(weekdays)).min(1),
        from: timeOfDay,
        /** At or before `from`: on the next day. */
        to: timeOfDay,
      }),
    )
    .min(1),
});
export type HibernateSchedule = z.infer<typeof hibernateScheduleSchema>;

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

export const environmentClassSpecSchema = z.strictObject({
  /** Entity ref of the group that keeps the class. */
  owner: z.string().min(1),
  /**
   * Names of folders beside the class's own that belong to it as well, each readable below its name
   * (`source: guard-rails/…`). They are part of the class's version, so a change of one makes a new version of every
   * class that includes it. Such a folder has no `class.yaml`.
   */
  includes: z.array(dnsLabelSchema).optional(),
  /** JSON Schema of an object, as the scaffolder's form draws it (`ui:*` keys allowed). */
  parameters: z.record(z.string(), z.unknown()),
  lifecycle: z.strictObject({
    /** For example `72h` or `14d`; absent: until it is destroyed. */
    ttl: z
      .string()
      .regex(
        /^[1-9][0-9]*[hd]$/,
        'must be hours or days, for example 72h or 14d',
      )
      .optional(),
    production: z.boolean().default(false),
    /** How often the end can be moved; each time by `ttl`, counted from that moment. Default: never. */
    renewals: z.number().int().min(0).max(100).default(0),
    /** Scaled to zero after nothing was done with it for that long, for example `12h`; absent: never. */
    hibernateAfter: z
      .string()
      .regex(
        /^[1-9][0-9]*[hd]$/,
        'must be hours or days, for example 12h or 2d',
      )
      .optional(),
    /** Scaled to zero at these times, for example at night; absent: never. */
    hibernateSchedule: hibernateScheduleSchema.optional(),
  }),
  /** Names of clusters (`cairn.clusters`); the first is the default. */
  placement: z.strictObject({ clusters: z.array(z.string()).min(1) }),
  budget: z
    .strictObject({
      /** Most an environment may cost a month, in whole units of `currency`. */
      monthly: z.number().positive(),
      currency: z.string().length(3).default('USD'),
    })
    .optional(),
  /** Whose yes is needed above a price; absent: nobody's, as far as the class is concerned. */
  approval: z
    .strictObject({
      /** A month, in whole units of the budget's currency. */
      above: z.number().min(0),
      /** Entity refs of groups; a member of any of them may say yes. */
      by: z.array(z.string().min(1)).min(1),
      /** Whether who asks may not say yes. Default: they may not. */
      fourEyes: z.boolean().default(true),
    })
    .optional(),
  components: z.array(classComponentSchema).min(1),
  /** Name to expression: what a person gets, for example a link. */
  outputs: z.record(z.string(), z.string()).default({}),
});
export type EnvironmentClassSpec = z.infer<typeof environmentClassSpecSchema>;

export const environmentClassSchema = z.object({
  apiVersion: z.literal(ENVIRONMENT_CLASS_API_VERSION),
  kind: z.literal(ENVIRONMENT_CLASS_KIND),
  metadata: z.looseObject({
    name: dnsLabelSchema,
    title: z.string().optional(),
    description: z.string().optional(),
  }),
  spec: environmentClassSpecSchema,
});
/** The content of a `class.yaml`. */
export type EnvironmentClassDefinition = z.infer<typeof environmentClassSchema>;

/** A class as the API answers it. */
export interface EnvironmentClassSummary {
  name: string;
  title: string;
  description: string;
  owner: string;
  /** Digest of the class's folder, `sha256:…`. */
  version: string;
  parameters: Record<string, unknown>;
  lifecycle: {
    ttlHours?: number;
    production: boolean;
    /** How often the end can be moved. */
    renewals: number;
    hibernateAfterHours?: number;
    hibernateSchedule?: HibernateSchedule;
  };
  budget?: { monthlyMicros: number; currency: string };
  /** Above which price a yes is needed, in micro-units of the budget's currency, and whose. */
  approval?: { aboveMicros: number; by: string[]; fourEyes: boolean };
  clusters: string[];
  components: Array<{ name: string; engine: string; needs: string[] }>;
}
