import type { ScaffolderTask } from '@backstage/plugin-scaffolder-common';
import { PLAN_DIGEST_VALUE } from '@cairn/plugin-golden-paths-common';
import { z } from 'zod';

const valuesSchema = z.record(z.string(), z.unknown()).catch({});
const textSchema = z.string().optional().catch(undefined);

/** What a task is of, read from what it was asked with. */
export interface TaskDescription {
  /** Title of the golden path. */
  goldenPath: string;
  /** Entity ref of the golden path. */
  template?: string;
  /** What it makes, by name. */
  subject?: string;
  startedBy?: string;
  planDigest?: string;
  values: Record<string, unknown>;
}

export function describeTask({ spec }: ScaffolderTask): TaskDescription {
  const values = valuesSchema.parse(spec.parameters);
  const metadata = spec.templateInfo?.entity?.metadata;
  const { [PLAN_DIGEST_VALUE]: digest, ...asked } = values;
  return {
    goldenPath: metadata?.title ?? metadata?.name ?? 'Golden path',
    template: spec.templateInfo?.entityRef,
    subject: textSchema.parse(values.name),
    startedBy: spec.user?.ref,
    planDigest: textSchema.parse(digest),
    values: asked,
  };
}

/** A task as a title. */
export function taskTitle({ goldenPath, subject }: TaskDescription): string {
  return subject ? `${goldenPath}: ${subject}` : goldenPath;
}
