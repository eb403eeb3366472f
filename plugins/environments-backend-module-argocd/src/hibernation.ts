import {
  kubernetesObjectSchema,
  KubernetesStatusError,
  type Clusters,
  type KubernetesObject,
} from '@cairn/plugin-clusters-node';
import type { DesiredResource } from '@cairn/plugin-environments-common';
import { z } from 'zod';
import { parseApplication } from './applicationStatus';
import { sleepNoteOf, withSleepNote } from './sleepNote';
import { isRunning, restless, type Workloads } from './Workloads';

const NOT_READ =
  'Argo CD has not read its repository yet, so how it can be put to sleep is not known; try again when it was deployed';
const ELSEWHERE =
  'It deploys to a cluster that is not in the configuration (cairn.argocd.instances[].destinations), so what runs there is not known';
/** Why an application cannot be put to sleep. Never written: a plan with it cannot be applied. */
const CANNOT_SLEEP = 'cairn.dev/cannot-sleep';
const TOO_MANY_REQUESTS = 429;
const SERVER_ERROR = 500;

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

/**
 * Puts applications to sleep: by what they ask of their repositories where Kustomize renders those, and else by scaling down
 * what they deployed, which Argo CD then leaves alone.
 */
export class Hibernation {
  readonly #clusters: Clusters;
  readonly #workloads: Workloads;

  constructor(options: { clusters: Clusters; workloads: Workloads }) {
    this.#clusters = options.clusters;
    this.#workloads = options.workloads;
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
    return {
      ...resource,
      object: isRendered(object, live)
        ? withPatches(object)
        : await this.#scaledDown(resource, live, options),
    };
  }

  /** What somebody else started meanwhile is put to rest as well, and what is known of before is kept. */
  async #scaledDown(
    resource: DesiredResource,
    live: KubernetesObject | undefined,
    options: { signal: AbortSignal },
  ): Promise<DesiredResource['object']> {
    const reason = whyNot(live);
    if (live === undefined || reason !== undefined) {
      return marked(resource, reason ?? NOT_READ);
    }
    try {
      const untracked = await this.#workloads.untracked(
        resource.ref,
        live,
        options,
      );
      if (untracked.length > 0) {
        return marked(
          resource,
          `${untracked.join(
            ', ',
          )} cannot be put to sleep: it does not say which application deployed it, as Argo CD has it do where it tracks by annotations`,
        );
      }
      const workloads = await this.#workloads.of(resource.ref, live, options);
      return workloads === undefined
        ? marked(resource, ELSEWHERE)
        : withSleepNote(resource, {
            ...Object.fromEntries(
              workloads.filter(isRunning).map(({ key, now }) => [key, now]),
            ),
            ...sleepNoteOf(live),
          });
    } catch (error) {
      if (error instanceof KubernetesStatusError && isFinal(error)) {
        return marked(
          resource,
          `What it deployed cannot be read: ${error.message}`,
        );
      }
      throw error;
    }
  }
}

/** Whether the answer is about what was asked for, so that it would be the same again. */
function isFinal({ httpStatus }: KubernetesStatusError): boolean {
  return httpStatus !== TOO_MANY_REQUESTS && httpStatus < SERVER_ERROR;
}

/** Why what a plan asks for cannot be; undefined where it can. */
export function whyCannotSleep(
  resource: Partial<Pick<DesiredResource, 'object'>>,
): string | undefined {
  return kubernetesObjectSchema.parse(resource.object).metadata.annotations?.[
    CANNOT_SLEEP
  ];
}

/** Whether Kustomize renders its repository: patches reach nothing else. How it fell asleep is how it stays asleep. */
function isRendered(
  object: z.infer<typeof applicationSchema>,
  live: KubernetesObject | undefined,
): boolean {
  if (live && sleepNoteOf(live) !== undefined) {
    return false;
  }
  return (
    object.spec.source.kustomize !== undefined ||
    applicationSchema.safeParse(live).data?.spec.source.kustomize !==
      undefined ||
    (live && parseApplication(live)?.status.sourceType === 'Kustomize') === true
  );
}

function whyNot(live: KubernetesObject | undefined): string | undefined {
  if (!live || !parseApplication(live)?.status.reconciledAt) {
    return NOT_READ;
  }
  const names = restless(live);
  return names.length > 0
    ? `${names.join(
        ', ',
      )} cannot be put to sleep: it runs on each node, and only what Kustomize renders can be told otherwise. Add a kustomization.yaml to the folder in the repository`
    : undefined;
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

function marked(
  resource: Pick<DesiredResource, 'object'>,
  reason: string,
): DesiredResource['object'] {
  const object = applicationSchema.parse(resource.object);
  return {
    ...object,
    metadata: {
      ...object.metadata,
      annotations: { ...object.metadata.annotations, [CANNOT_SLEEP]: reason },
    },
  };
}
