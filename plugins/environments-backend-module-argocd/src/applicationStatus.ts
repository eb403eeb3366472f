import { redactText, type KubernetesObject } from '@cairn/plugin-clusters-node';
import type { Readiness } from '@cairn/plugin-environments-node';
import { z } from 'zod';
import { differing, newerCommit } from './drift';
import { sleepNoteOf } from './sleepNote';

/** Argo CD looks at an application every few minutes; what it said longer ago says nothing of now. */
export const STALE_MS = 15 * 60_000;

const STATUS_BY_HEALTH: Record<string, Readiness['status'] | undefined> = {
  Progressing: 'Progressing',
  Suspended: 'Progressing',
  Degraded: 'Degraded',
  Missing: 'Degraded',
};

const infoSchema = z
  .array(z.looseObject({ name: z.string(), value: z.string() }))
  .nullish();

const initiatorSchema = z
  .looseObject({ username: z.string().optional() })
  .prefault({});

const operationSchema = z.looseObject({
  info: infoSchema,
  initiatedBy: initiatorSchema,
});

const resourceSchema = z.looseObject({
  group: z.string().default(''),
  version: z.string().default('v1'),
  kind: z.string(),
  namespace: z.string().optional(),
  name: z.string(),
  status: z.string().optional(),
  hookPhase: z.string().optional(),
  message: z.string().optional(),
});
/** An object that an application deploys. */
export type DeployedResource = z.infer<typeof resourceSchema>;

const destinationSchema = z.looseObject({
  namespace: z.string().optional(),
  server: z.string().optional(),
  name: z.string().optional(),
});

const applicationSchema = z.looseObject({
  spec: z.looseObject({
    project: z.string().default('default'),
    source: z.looseObject({ targetRevision: z.string().default('HEAD') }),
    destination: destinationSchema.prefault({}),
    syncPolicy: z
      .looseObject({ automated: z.looseObject({}).nullish() })
      .nullish(),
  }),
  operation: operationSchema.nullish(),
  status: z
    .looseObject({
      health: z
        .looseObject({
          status: z.string().default('Unknown'),
          message: z.string().optional(),
        })
        .prefault({}),
      sync: z
        .looseObject({
          status: z.string().default('Unknown'),
          revision: z.string().optional(),
        })
        .prefault({}),
      reconciledAt: z.string().optional(),
      /** `Kustomize`, `Helm`, `Directory` or `Plugin`: what Argo CD found in the repository. */
      sourceType: z.string().optional(),
      /** Deployments that succeeded, oldest first. */
      history: z
        .array(
          z.looseObject({
            revision: z.string().optional(),
            initiatedBy: initiatorSchema,
          }),
        )
        .default([]),
      conditions: z
        .array(z.looseObject({ type: z.string(), message: z.string() }))
        .default([]),
      resources: z.array(resourceSchema).default([]),
      summary: z
        .looseObject({ externalURLs: z.array(z.string()).default([]) })
        .prefault({}),
      operationState: z
        .looseObject({
          phase: z.string(),
          message: z.string().optional(),
          finishedAt: z.string().nullish(),
          operation: operationSchema.prefault({}),
          syncResult: z
            .looseObject({
              revision: z.string().optional(),
              resources: z.array(resourceSchema).default([]),
            })
            .nullish(),
        })
        .nullish(),
    })
    .prefault({}),
});

/** What Cairn reads of an Argo CD application. */
export type Application = z.infer<typeof applicationSchema>;

/** Undefined where the object is not an application that can be read. */
export function parseApplication(
  object: KubernetesObject,
): Application | undefined {
  return applicationSchema.safeParse(object).data;
}

/** What Argo CD complains about, as one text; empty where about nothing. */
export function complaintsOf({ status }: Application): string {
  return redactText(
    status.conditions
      .filter(({ type }) => type.endsWith('Error'))
      .map(({ message }) => message)
      .join('; '),
  );
}

/** How an application is, by what Argo CD said last. */
export function applicationReadiness(
  object: KubernetesObject,
  now: number = Date.now(),
): Readiness {
  if (object.metadata.deletionTimestamp !== undefined) {
    return { status: 'Progressing', message: 'It is being deleted' };
  }
  const application = parseApplication(object);
  if (!application) {
    return { status: 'Unknown', message: 'Its status cannot be read' };
  }
  const { health, sync, reconciledAt } = application.status;
  if (!reconciledAt) {
    return { status: 'Unknown', message: 'Argo CD has not looked at it yet' };
  }
  if (now - Date.parse(reconciledAt) > STALE_MS) {
    return {
      status: 'Unknown',
      message: `Argo CD has not looked at it since ${reconciledAt}; see whether its controller runs`,
    };
  }
  const complaints = complaintsOf(application);
  if (complaints) {
    return { status: 'Degraded', message: complaints };
  }
  const message = [
    `${health.status} and ${sync.status}`,
    health.message && redactText(health.message),
  ]
    .filter(Boolean)
    .join(': ');
  if (sleepNoteOf(object) !== undefined && isOfNewerCommit(application)) {
    return { status: 'Ready', message: '' };
  }
  if (health.status === 'Healthy') {
    return sync.status === 'Synced'
      ? { status: 'Ready', message: '' }
      : {
          status: sync.status === 'OutOfSync' ? 'Degraded' : 'Unknown',
          message,
        };
  }
  return { status: STATUS_BY_HEALTH[health.status] ?? 'Unknown', message };
}

/**
 * Whether all that is not as it should be may be what a newer commit brings, which is deployed when it is woken and may not be
 * there at all yet.
 */
function isOfNewerCommit(application: Application): boolean {
  const { health, operationState } = application.status;
  if (!newerCommit(application)) {
    return false;
  }
  if (health.status !== 'Missing') {
    return health.status === 'Healthy';
  }
  const deployed = new Set(
    operationState?.syncResult?.resources.map(resource => titleOf(resource)),
  );
  return (
    deployed.size > 0 &&
    differing(application).some(resource => !deployed.has(titleOf(resource)))
  );
}

function titleOf({ group, kind, namespace, name }: DeployedResource): string {
  return JSON.stringify([group, kind, namespace ?? '', name]);
}
