import { createHash } from 'node:crypto';
import {
  kubernetesObjectSchema,
  nameOf,
  refOf,
  type KubernetesClient,
  type KubernetesObject,
} from '@cairn/plugin-clusters-node';
import { z } from 'zod';
import { dryRunCreate, type Tried } from './dryRun';
import { stop, type Outcome } from './outcome';
import { OWNERSHIP_LABELS } from './ownership';

const template = z.looseObject({
  metadata: z
    .looseObject({
      labels: z.record(z.string(), z.string()).nullish(),
      annotations: z.record(z.string(), z.string()).nullish(),
    })
    .nullish(),
  spec: z.looseObject({}),
});

const workloadSchema = z.looseObject({
  spec: z.looseObject({
    template: template.nullish(),
    jobTemplate: z.looseObject({ spec: z.looseObject({ template }) }).nullish(),
  }),
});

const claimingSchema = z.looseObject({
  spec: z.looseObject({
    volumeClaimTemplates: z
      .array(z.looseObject({ metadata: z.looseObject({ name: z.string() }) }))
      .nullish(),
  }),
});

const podSpecSchema = z.looseObject({});

/**
 * A pod as a workload's controller would make it; undefined where the object makes none. Admission looks at pods only when they
 * are made, which is after the plan.
 */
function podOf(
  workload: KubernetesObject,
  namespace: string,
): KubernetesObject | undefined {
  const spec = workloadSchema.safeParse(workload).data?.spec;
  const pod = spec?.jobTemplate?.spec.template ?? spec?.template;
  if (!pod) {
    return undefined;
  }
  const ownership = Object.values(OWNERSHIP_LABELS).flatMap(label => {
    const value = workload.metadata.labels?.[label];
    return value === undefined ? [] : [[label, value] as const];
  });
  const metadata = {
    namespace,
    labels: { ...pod.metadata?.labels, ...Object.fromEntries(ownership) },
    ...(pod.metadata?.annotations && {
      annotations: pod.metadata.annotations,
    }),
  };
  const podSpec = withClaims(pod.spec, workload);
  const tail = createHash('sha256')
    .update(JSON.stringify([metadata, podSpec]))
    .digest('hex')
    .slice(0, 16);
  return kubernetesObjectSchema.parse({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { ...metadata, name: `cairn-try-${tail}` },
    spec: podSpec,
  });
}

/** Claims of a StatefulSet stand in its template's mounts, but not in its volumes. */
function withClaims(
  spec: Record<string, unknown>,
  workload: KubernetesObject,
): Record<string, unknown> {
  const claims =
    claimingSchema.safeParse(workload).data?.spec.volumeClaimTemplates;
  if (!claims?.length) {
    return spec;
  }
  const volumes = z.array(z.unknown()).nullish().parse(spec.volumes) ?? [];
  return {
    ...spec,
    volumes: [
      ...volumes,
      ...claims.map(({ metadata: { name } }) => ({
        name,
        persistentVolumeClaim: { claimName: name },
      })),
    ],
  };
}

/** Tries the pods of a plan, those that are alike once. */
export class PodTrials {
  readonly #context: { signal: AbortSignal };
  readonly #tried = new Map<string, Promise<Tried>>();

  constructor(context: { signal: AbortSignal }) {
    this.#context = context;
  }

  /**
   * Why the pods of a workload would not be let in; undefined where they would be. That a quota is used up is not among the
   * reasons: a pod may go before another one comes, so that is counted elsewhere.
   *
   * @param place - where they are tried
   */
  async of(
    workload: KubernetesObject,
    place: { client: KubernetesClient; cluster: string; namespace: string },
  ): Promise<Outcome | undefined> {
    const pod = podOf(workload, place.namespace);
    if (!pod) {
      return undefined;
    }
    const key = `${place.cluster}/${place.namespace}/${pod.metadata.name}`;
    const trial =
      this.#tried.get(key) ?? tryWithAccount(place.client, pod, this.#context);
    this.#tried.set(key, trial);
    const tried = await trial;
    if (
      tried.ok ||
      tried.error.reason === 'AlreadyExists' ||
      tried.error.message.includes('exceeded quota')
    ) {
      return undefined;
    }
    return stop(
      'conflict',
      `the pods of ${nameOf(refOf(workload))} would not be let in. ${
        tried.error.message
      }`,
    );
  }
}

/** Its account may be made by the same plan; the rest of it can be tried with another one. */
async function tryWithAccount(
  client: KubernetesClient,
  pod: KubernetesObject,
  options: { signal: AbortSignal },
): Promise<Tried> {
  const tried = await dryRunCreate(client, pod, options);
  const { serviceAccountName, serviceAccount, ...rest } = podSpecSchema.parse(
    pod.spec,
  );
  const hasOwn =
    serviceAccountName !== undefined || serviceAccount !== undefined;
  return !tried.ok && hasOwn && /service ?account/i.test(tried.error.message)
    ? dryRunCreate(client, { ...pod, spec: rest }, options)
    : tried;
}
