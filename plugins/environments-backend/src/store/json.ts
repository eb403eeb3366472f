import {
  planParts,
  type Condition,
  type Environment,
  type ObservedResource,
  type Plan,
  type PlanDifference,
  type ResourceRef,
  type Run,
  type RunStep,
} from '@cairn/plugin-environments-common';
import { z } from 'zod';
import type { PlanSubject } from '../plans/PlanResult';
import type { SealedBeside } from '../plans/seal';

/*
 * What this plugin wrote into its own text columns. Read through zod, so that a row written by another version is an
 * error that names itself and not a value of a wrong shape.
 */
const record = z.record(z.string(), z.unknown());

export const refSchema: z.ZodType<ResourceRef> = z.object({
  cluster: z.string(),
  apiVersion: z.string(),
  kind: z.string(),
  namespace: z.string().optional(),
  name: z.string(),
});

const conditionsSchema: z.ZodType<Condition[]> = z.array(
  z.object({
    type: z.string(),
    status: z.enum(['True', 'False', 'Unknown']),
    reason: z.string(),
    message: z.string(),
    since: z.string(),
  }),
);

const subjectSchema: z.ZodType<PlanSubject> = z.object({
  user: z.string(),
  groups: z.array(z.string()),
  agent: z.boolean(),
});

const sealedSchema: z.ZodType<SealedBeside> = z.object({
  environmentId: z.string(),
  expiresAt: z.string().optional(),
  lastRun: z.string().optional(),
  engines: z.record(z.string(), z.number()),
  clusterIdentity: z.string(),
});

const differencesSchema: z.ZodType<PlanDifference[]> = z.array(
  z.object({
    part: z.enum(planParts),
    what: z.string(),
    reason: z.string().optional(),
    before: z.unknown().optional(),
    after: z.unknown().optional(),
  }),
);

const linksSchema: z.ZodType<ObservedResource['links']> = z.array(
  z.object({ title: z.string(), url: z.string() }),
);

export const environmentStateSchema: z.ZodType<Environment['state']> = z.enum([
  'Provisioning',
  'Ready',
  'Degraded',
  'Drifted',
  'Expiring',
  'Hibernated',
  'Destroying',
  'Destroyed',
  'Failed',
  'Unknown',
]);
export const planActionSchema: z.ZodType<Plan['action']> = z.enum([
  'create',
  'update',
  'destroy',
  'hibernate',
  'wake',
  'repair',
]);
export const modeSchema: z.ZodType<Environment['mode']> = z.enum([
  'awake',
  'hibernated',
]);
export const runStateSchema: z.ZodType<Run['state']> = z.enum([
  'Queued',
  'Running',
  'Succeeded',
  'Failed',
  'Cancelled',
]);
export const stepStateSchema: z.ZodType<RunStep['state']> = z.enum([
  'Pending',
  'Running',
  'Succeeded',
  'Failed',
]);
export const operationSchema: z.ZodType<RunStep['operation']> = z.enum([
  'create',
  'update',
  'replace',
  'delete',
  'unchanged',
  'conflict',
  'unknown',
]);
export const resourceStatusSchema: z.ZodType<ObservedResource['status']> =
  z.enum(['Ready', 'Progressing', 'Degraded', 'Missing', 'Unknown']);

export const readRecord = (text: string) => record.parse(JSON.parse(text));
export const readTexts = (text: string) =>
  z.record(z.string(), z.string()).parse(JSON.parse(text));
export const readRef = (text: string) => refSchema.parse(JSON.parse(text));
export const readConditions = (text: string) =>
  conditionsSchema.parse(JSON.parse(text));
export const readLinks = (text: string | null) =>
  text === null ? [] : linksSchema.parse(JSON.parse(text));
export const readSubject = (text: string) =>
  subjectSchema.parse(JSON.parse(text));
export const readSealed = (text: string) =>
  sealedSchema.parse(JSON.parse(text));
export const readDifferences = (text: string) =>
  differencesSchema.parse(JSON.parse(text));
