import type { KubernetesObject } from '@cairn/plugin-clusters-node';
import { z } from 'zod';
import {
  conditionsOf,
  conditionsSchema,
  identityOf,
  metadataSchema,
  templateSchema,
  type Condition,
  type Identity,
} from './wire';

const jobSchema = z.looseObject({
  metadata: metadataSchema,
  spec: z.looseObject({
    completions: z.number().nullish(),
    suspend: z.boolean().default(false),
    template: templateSchema,
  }),
  status: z
    .looseObject({
      active: z.number().default(0),
      succeeded: z.number().default(0),
      failed: z.number().default(0),
      startTime: z.string().nullish(),
      completionTime: z.string().nullish(),
      conditions: conditionsSchema,
    })
    .prefault({}),
});

const cronJobSchema = z.looseObject({
  metadata: metadataSchema,
  spec: z.looseObject({
    schedule: z.string(),
    suspend: z.boolean().default(false),
    jobTemplate: z.looseObject({
      spec: z.looseObject({ template: templateSchema }),
    }),
  }),
  status: z
    .looseObject({
      lastScheduleTime: z.string().nullish(),
      lastSuccessfulTime: z.string().nullish(),
    })
    .prefault({}),
});

export interface Job extends Identity {
  kind: 'Job';
  /** Completions wanted and reached. */
  wanted: number;
  succeeded: number;
  failed: number;
  active: number;
  isSuspended: boolean;
  startedAt?: string;
  finishedAt?: string;
  images: string[];
  conditions: Condition[];
}

export interface CronJob extends Identity {
  kind: 'CronJob';
  schedule: string;
  isSuspended: boolean;
  lastScheduleAt?: string;
  lastSuccessAt?: string;
  images: string[];
}

export function trimJob(object: KubernetesObject): Job | undefined {
  const parsed = jobSchema.safeParse(object);
  if (!parsed.success) {
    return undefined;
  }
  const { metadata, spec, status } = parsed.data;
  return {
    ...identityOf(metadata),
    kind: 'Job',
    wanted: spec.completions ?? 1,
    succeeded: status.succeeded,
    failed: status.failed,
    active: status.active,
    isSuspended: spec.suspend,
    ...(status.startTime && { startedAt: status.startTime }),
    ...(status.completionTime && { finishedAt: status.completionTime }),
    images: spec.template.spec.containers.map(({ image }) => image),
    conditions: conditionsOf(status.conditions),
  };
}

export function trimCronJob(object: KubernetesObject): CronJob | undefined {
  const parsed = cronJobSchema.safeParse(object);
  if (!parsed.success) {
    return undefined;
  }
  const { metadata, spec, status } = parsed.data;
  return {
    ...identityOf(metadata),
    kind: 'CronJob',
    schedule: spec.schedule,
    isSuspended: spec.suspend,
    ...(status.lastScheduleTime && { lastScheduleAt: status.lastScheduleTime }),
    ...(status.lastSuccessfulTime && {
      lastSuccessAt: status.lastSuccessfulTime,
    }),
    images: spec.jobTemplate.spec.template.spec.containers.map(
      ({ image }) => image,
    ),
  };
}
