import { parse } from 'yaml';
import { z } from 'zod';
import type { BranchFilter } from './branchFilter';

/** A step as it is written down. */
export interface DeclaredStep {
  /** How act names it: its `id`, or its position from 0. */
  key: string;
  name: string;
}

/** A job as it is written down. */
export interface DeclaredJob {
  id: string;
  name: string;
  steps: DeclaredStep[];
}

/** What is known of a workflow before it runs. */
export interface Workflow {
  name: string;
  /** Which pushes it is for; absent: none. */
  push?: BranchFilter;
  jobs: DeclaredJob[];
}

/** A file that is no workflow: `problem` says why, for its author. */
export interface InvalidWorkflow {
  problem: string;
}

const MAX_JOBS = 50;
const MAX_STEPS = 200;

const textsSchema = z.union([
  z.array(z.string()),
  z.string().transform(text => [text]),
]);

const pushSchema = z
  .object({
    branches: textsSchema.optional(),
    'branches-ignore': textsSchema.optional(),
    tags: textsSchema.optional(),
    'tags-ignore': textsSchema.optional(),
  })
  .nullish();

const onSchema = z.union([
  z.string().transform(event => ({ [event]: null })),
  z
    .array(z.string())
    .transform(events => Object.fromEntries(events.map(it => [it, null]))),
  z.record(z.string(), z.unknown()),
]);

const stepSchema = z.object({
  id: z.string().optional(),
  name: z.string().optional(),
  uses: z.string().optional(),
  run: z.string().optional(),
});

const workflowSchema = z.object({
  name: z.string().trim().min(1).max(100).optional(),
  on: onSchema,
  jobs: z
    .record(
      z.string().max(100),
      z.object({
        name: z.string().max(200).optional(),
        steps: z.array(stepSchema).max(MAX_STEPS).optional(),
      }),
    )
    .refine(jobs => Object.keys(jobs).length > 0, 'has no job')
    .refine(
      jobs => Object.keys(jobs).length <= MAX_JOBS,
      `has more than ${MAX_JOBS} jobs`,
    ),
});

function stepName(step: z.infer<typeof stepSchema>, index: number): string {
  const [line = ''] = (step.name ?? step.uses ?? step.run ?? '').split('\n');
  return line.trim().slice(0, 120) || `Step ${index + 1}`;
}

function readFilter(push: unknown): BranchFilter | undefined | InvalidWorkflow {
  const parsed = pushSchema.safeParse(push);
  if (!parsed.success) {
    return { problem: `on.push: ${z.prettifyError(parsed.error)}` };
  }
  const filter = parsed.data;
  const isForTagsOnly =
    filter &&
    (filter.tags || filter['tags-ignore']) &&
    !filter.branches &&
    !filter['branches-ignore'];
  return isForTagsOnly
    ? undefined
    : {
        branches: filter?.branches,
        branchesIgnore: filter?.['branches-ignore'],
      };
}

function parseYaml(text: string): { value: unknown } | InvalidWorkflow {
  try {
    // YAML 1.2: `on` is a text, not a boolean. Aliases cannot multiply without end.
    return { value: parse(text, { maxAliasCount: 100, logLevel: 'error' }) };
  } catch (error) {
    const [line = ''] = String(error).split('\n');
    return { problem: `It is not YAML. ${line.slice(0, 300)}` };
  }
}

/**
 * Reads what can be known of a workflow before it runs. What else is in it is act's to judge.
 *
 * @param file - Its path, which names it where it has no name.
 */
export function parseWorkflow(
  file: string,
  text: string,
): Workflow | InvalidWorkflow {
  const yaml = parseYaml(text);
  if ('problem' in yaml) {
    return yaml;
  }
  const parsed = workflowSchema.safeParse(yaml.value);
  if (!parsed.success) {
    return { problem: z.prettifyError(parsed.error).slice(0, 500) };
  }
  const { name, on, jobs } = parsed.data;
  const push = 'push' in on ? readFilter(on.push) : undefined;
  if (push && 'problem' in push) {
    return push;
  }
  return {
    name: name ?? file,
    push,
    jobs: Object.entries(jobs).map(([id, job]) => ({
      id,
      name: job.name ?? id,
      steps: (job.steps ?? []).map((step, index) => ({
        key: step.id ?? String(index),
        name: stepName(step, index),
      })),
    })),
  };
}
