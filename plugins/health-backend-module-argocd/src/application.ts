import { redactText, type KubernetesObject } from '@cairn/plugin-clusters-node';
import { z } from 'zod';

const MAX_TEXT = 400;
/** An application remembers its last deployments; more than these nobody reads. */
const MAX_HISTORY = 10;

const sourceSchema = z.looseObject({
  repoURL: z.string().default(''),
  path: z.string().default(''),
  chart: z.string().optional(),
  targetRevision: z.string().default('HEAD'),
});

const applicationSchema = z.looseObject({
  metadata: z.looseObject({
    uid: z.string(),
    name: z.string(),
    namespace: z.string(),
    labels: z.record(z.string(), z.string()).default({}),
    creationTimestamp: z.string(),
    deletionTimestamp: z.string().optional(),
  }),
  spec: z.looseObject({
    source: sourceSchema.optional(),
    sources: z.array(sourceSchema).optional(),
    destination: z.looseObject({
      server: z.string().optional(),
      name: z.string().optional(),
      namespace: z.string().default(''),
    }),
    syncPolicy: z
      .looseObject({ automated: z.looseObject({}).nullish() })
      .nullish(),
  }),
  status: z
    .looseObject({
      health: z
        .looseObject({
          status: z.string().default('Unknown'),
          message: z.string().optional(),
          lastTransitionTime: z.string().nullish(),
        })
        .prefault({}),
      sync: z
        .looseObject({
          status: z.string().default('Unknown'),
          revision: z.string().optional(),
        })
        .prefault({}),
      reconciledAt: z.string().optional(),
      conditions: z
        .array(
          z.looseObject({
            type: z.string(),
            message: z.string().default(''),
            lastTransitionTime: z.string().nullish(),
          }),
        )
        .default([]),
      operationState: z
        .looseObject({
          phase: z.string(),
          message: z.string().optional(),
          startedAt: z.string(),
          finishedAt: z.string().nullish(),
          retryCount: z.number().default(0),
        })
        .nullish(),
      history: z
        .array(
          z.looseObject({
            deployedAt: z.string(),
            revision: z.string().default(''),
          }),
        )
        .nullish(),
      resources: z
        .array(
          z.looseObject({
            group: z.string().default(''),
            version: z.string().default('v1'),
            kind: z.string(),
            namespace: z.string().optional(),
            name: z.string(),
            status: z.string().optional(),
            health: z
              .looseObject({
                status: z.string().optional(),
                message: z.string().optional(),
              })
              .nullish(),
          }),
        )
        .default([]),
    })
    .prefault({}),
});

/** An object that an application deploys. */
export interface DeployedObject {
  apiVersion: string;
  kind: string;
  namespace?: string;
  name: string;
  /** As Argo CD says it; absent where it does not say. */
  sync?: string;
  health?: string;
  message?: string;
}

/** What is kept of an Argo CD application. */
export interface Application {
  uid: string;
  name: string;
  /** Namespace of the application itself. */
  namespace: string;
  labels: Record<string, string>;
  createdAt: string;
  isDeleting: boolean;
  destination: { server?: string; name?: string; namespace: string };
  /** Without credentials. */
  repository: string;
  path: string;
  targetRevision: string;
  /** Whether Argo CD syncs it by itself. */
  isAutomated: boolean;
  sync: string;
  revision?: string;
  health: string;
  healthMessage: string;
  healthSince?: string;
  reconciledAt?: string;
  /** What Argo CD complains about. */
  errors: Array<{ type: string; message: string; since?: string }>;
  operation?: {
    phase: string;
    message: string;
    startedAt: string;
    finishedAt?: string;
    retries: number;
  };
  /** Newest last. */
  history: Array<{ deployedAt: string; revision: string }>;
  objects: DeployedObject[];
}

/** Undefined where the object is not an application that can be read. */
export function trimApplication(
  object: KubernetesObject,
): Application | undefined {
  const parsed = applicationSchema.safeParse(object);
  if (!parsed.success) {
    return undefined;
  }
  const { metadata, spec, status } = parsed.data;
  const source = spec.source ?? spec.sources?.[0];
  const { server, name, namespace } = spec.destination;
  const operation = status.operationState;
  return {
    uid: metadata.uid,
    name: metadata.name,
    namespace: metadata.namespace,
    labels: metadata.labels,
    createdAt: metadata.creationTimestamp,
    isDeleting: metadata.deletionTimestamp !== undefined,
    destination: { server, name, namespace },
    repository: withoutCredentials(source?.repoURL ?? ''),
    path: source?.path || source?.chart || '',
    targetRevision: source?.targetRevision ?? 'HEAD',
    isAutomated: Boolean(spec.syncPolicy?.automated),
    sync: status.sync.status,
    ...(status.sync.revision && { revision: status.sync.revision }),
    health: status.health.status,
    healthMessage: said(status.health.message),
    ...(status.health.lastTransitionTime && {
      healthSince: status.health.lastTransitionTime,
    }),
    ...(status.reconciledAt && { reconciledAt: status.reconciledAt }),
    errors: status.conditions
      .filter(({ type }) => type.endsWith('Error'))
      .map(({ type, message, lastTransitionTime }) => ({
        type,
        message: said(message),
        ...(lastTransitionTime && { since: lastTransitionTime }),
      })),
    ...(operation && {
      operation: {
        phase: operation.phase,
        message: said(operation.message),
        startedAt: operation.startedAt,
        retries: operation.retryCount,
        ...(operation.finishedAt && { finishedAt: operation.finishedAt }),
      },
    }),
    history: (status.history ?? [])
      .slice(-MAX_HISTORY)
      .map(({ deployedAt, revision }) => ({ deployedAt, revision })),
    objects: status.resources.map(resource => ({
      apiVersion: [resource.group, resource.version].filter(Boolean).join('/'),
      kind: resource.kind,
      ...(resource.namespace && { namespace: resource.namespace }),
      name: resource.name,
      ...(resource.status && { sync: resource.status }),
      ...(resource.health?.status && { health: resource.health.status }),
      ...(resource.health?.message && {
        message: said(resource.health.message),
      }),
    })),
  };
}

/** A text of Argo CD: without what looks like a secret, and short. */
function said(text: string | undefined): string {
  const redacted = redactText(text ?? '').trim();
  return redacted.length > MAX_TEXT
    ? `${redacted.slice(0, MAX_TEXT)}…`
    : redacted;
}

function withoutCredentials(url: string): string {
  return url.replace(/^(\w+:\/\/)[^/@]*@/, '$1');
}
