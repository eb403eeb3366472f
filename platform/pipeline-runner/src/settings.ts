import { InputError } from '@backstage/errors';
import { z } from 'zod';

const limitsSchema = z.object({
  /** Milliseconds that a run may take, from its checkout to its end. */
  runMs: z.number().int().positive().default(600_000),
  /** Bytes of a run's log that are kept; what comes after is dropped, and the log says so. */
  logBytes: z.number().int().positive().default(5_000_000),
  /** Characters of one line of the log that are kept. */
  lineCharacters: z.number().int().positive().default(4000),
  /** Processes that a run may have at once. */
  processes: z.number().int().positive().default(200),
  /** Bytes of memory that a run's processes may have together. */
  memoryBytes: z.number().int().positive().default(4_000_000_000),
  /** Bytes that a run's folder may hold. */
  diskBytes: z.number().int().positive().default(4_000_000_000),
  /** Runs that may wait. */
  queuedRuns: z.number().int().positive().default(50),
  /** Ended runs that are kept, of all repositories together. */
  keptRuns: z.number().int().positive().default(300),
  /** Workflows of one push that are run. */
  workflowsPerPush: z.number().int().positive().default(10),
});

const settingsSchema = z.object({
  /** Address to listen on; loopback only. */
  address: z.enum(['127.0.0.1', '::1']),
  /** 0: any free one. */
  port: z.number().int().min(0).max(65535),
  /** Keeps runs and their logs. */
  dataFolder: z.string(),
  /**
   * Holds the folders of runs while they run, and nothing else: what is found in it at the start is removed. act takes its
   * path apart at spaces.
   */
  workFolder: z.string().regex(/^\/\S*$/, 'must be absolute, without spaces'),
  /** Shared by all runs: packages that npm fetched. */
  npmCacheFolder: z.string(),
  /** With what the Git host signs its webhooks. */
  webhookSecretFile: z.string(),
  /** With what the API is asked. */
  apiTokenFile: z.string(),
  git: z.object({
    /** Address of the Git host, without a trailing slash. */
    url: z.string(),
    /** Token that reads and writes repositories and their commit statuses. */
    tokenFile: z.string(),
    /** Whose repositories are looked through at the start, for pushes that nobody could be told of. */
    organization: z.string().min(1),
  }),
  /**
   * Page of a run in the portal, linked from the commit's status. `{owner}`, `{name}` (of the repository) and `{run}` are
   * replaced.
   */
  runPage: z.string(),
  /** Address of the policy engine that `cairn-policy` asks. */
  policyUrl: z.string(),
  /** Paths of programs that runs can use by name, with `act` among them. */
  programs: z.record(z.string(), z.string()).and(z.object({ act: z.string() })),
  /** Environment of runs, besides what the runner sets itself. Holds no secret. */
  environment: z.record(z.string(), z.string()).default({}),
  limits: limitsSchema.prefault({}),
});

/** What the pipeline runner's process is told. */
export type RunnerSettings = z.infer<typeof settingsSchema>;

/** How much a run may take. */
export type RunLimits = z.infer<typeof limitsSchema>;

/**
 * Reads the settings of the pipeline runner.
 *
 * @throws InputError that says which value is wrong.
 */
export function parseRunnerSettings(value: unknown): RunnerSettings {
  const parsed = settingsSchema.safeParse(value);
  if (!parsed.success) {
    throw new InputError(
      `The pipeline runner's settings are not usable: ${z.prettifyError(
        parsed.error,
      )}`,
    );
  }
  return parsed.data;
}
