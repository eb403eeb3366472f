import {
  kubernetesObjectSchema,
  type Clusters,
  type KubernetesObject,
} from '@cairn/plugin-clusters-node';
import type { DesiredResource } from '@cairn/plugin-environments-common';
import { z } from 'zod';
import { parseApplication } from './applicationStatus';

/** Why an application cannot be put to sleep. Never written: a plan with it cannot be applied. */
const CANNOT_SLEEP = 'cairn.dev/cannot-sleep';

const patchOf = (
  target: { group: string; kind: string },
  path: string,
  value: unknown,
) => ({
  target,
  patch: JSON.stringify([{ op: 'add', path, value }]),
});

/**
 * What makes everything of a repository sleep, as Kustomize patches: a kind that it does not have is passed over. As part of
 * the application they are what Argo CD wants, so that its self-heal keeps the environment asleep. Jobs are left alone: they
 * end by themselves, and a deployment would wait for one of its own for ever.
 */
const ASLEEP = [
  ...['Deployment', 'StatefulSet'].map(kind =>
    patchOf({ group: 'apps', kind }, '/spec/replicas', 0),
  ),
  patchOf({ group: 'batch', kind: 'CronJob' }, '/spec/suspend', true),
  // There is no number of them: they run on the nodes of which none has this label.
  patchOf(
    { group: 'apps', kind: 'DaemonSet' },
    '/spec/template/spec/nodeSelector',
    {
      'cairn.dev/asleep': 'true',
    },
  ),
];

const applicationSchema = z.looseObject({
  metadata: z.looseObject({
    annotations: z.record(z.string(), z.string()).optional(),
  }),
  spec: z.looseObject({
    source: z.looseObject({
      kustomize: z
        .looseObject({ patches: z.array(z.json()).optional() })
        .optional(),
    }),
  }),
});

/** Puts applications to sleep by what they ask of their repositories. */
export class Hibernation {
  readonly #clusters: Clusters;

  constructor(options: { clusters: Clusters }) {
    this.#clusters = options.clusters;
  }

  /** The same resource as it is while its environment sleeps. */
  async hibernated(
    resource: DesiredResource,
    options: { signal: AbortSignal },
  ): Promise<DesiredResource> {
    if (resource.ref.kind !== 'Application') {
      return resource;
    }
    const object = applicationSchema.parse(resource.object);
    const live = await this.#clusters
      .get(resource.ref.cluster)
      .writer.get(resource.ref, options);
    const reason = whyNot(object.spec.source.kustomize !== undefined, live);
    return {
      ...resource,
      object:
        reason === undefined ? withPatches(object) : marked(object, reason),
    };
  }
}

/** Why what a plan asks for cannot be; undefined where it can. */
export function whyCannotSleep(
  resource: Pick<DesiredResource, 'object'>,
): string | undefined {
  return kubernetesObjectSchema.parse(resource.object).metadata.annotations?.[
    CANNOT_SLEEP
  ];
}

/** Patches reach only what Kustomize renders. */
function whyNot(
  asksForKustomize: boolean,
  live: KubernetesObject | undefined,
): string | undefined {
  if (asksForKustomize) {
    return undefined;
  }
  const type = live && parseApplication(live)?.status.sourceType;
  if (type === 'Kustomize') {
    return undefined;
  }
  return type
    ? `Argo CD reads its repository as ${type}, and only what Kustomize renders can be put to sleep: what is scaled down otherwise would be put back, or stay down. Add a kustomization.yaml to its folder`
    : 'Argo CD has not read its repository yet, so whether Kustomize renders it, and it can be put to sleep, is not known; try again when it was deployed';
}

function withPatches(object: z.infer<typeof applicationSchema>) {
  const { source } = object.spec;
  return {
    ...object,
    spec: {
      ...object.spec,
      source: {
        ...source,
        kustomize: {
          ...source.kustomize,
          patches: [...(source.kustomize?.patches ?? []), ...ASLEEP],
        },
      },
    },
  };
}

function marked(object: z.infer<typeof applicationSchema>, reason: string) {
  return {
    ...object,
    metadata: {
      ...object.metadata,
      annotations: { ...object.metadata.annotations, [CANNOT_SLEEP]: reason },
    },
  };
}
