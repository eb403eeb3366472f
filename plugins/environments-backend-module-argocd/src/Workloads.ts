import type { Clusters, KubernetesObject } from '@cairn/plugin-clusters-node';
import type { ResourceRef } from '@cairn/plugin-environments-common';
import { mapLimited } from '@cairn/plugin-environments-node';
import { z } from 'zod';
import {
  isTracked,
  isTrackedBy,
  type ApplicationChildren,
} from './ApplicationChildren';
import { parseApplication, type DeployedResource } from './applicationStatus';
import { refOfDeployed } from './deployedRef';

const PARALLEL = 5;

const replicated = z
  .looseObject({
    spec: z.looseObject({ replicas: z.int().default(1) }),
    status: z.looseObject({ replicas: z.int().default(0) }).prefault({}),
  })
  .transform(({ spec, status }) => ({
    now: spec.replicas,
    pods: status.replicas,
  }));
const suspendable = z
  .looseObject({ spec: z.looseObject({ suspend: z.boolean().default(false) }) })
  .transform(({ spec }) => ({ now: spec.suspend, pods: 0 }));

/** Which field puts a kind to rest, and its value then. */
const KINDS = {
  Deployment: { group: 'apps', field: 'replicas', atRest: 0, read: replicated },
  StatefulSet: {
    group: 'apps',
    field: 'replicas',
    atRest: 0,
    read: replicated,
  },
  CronJob: {
    group: 'batch',
    field: 'suspend',
    atRest: true,
    read: suspendable,
  },
} as const;

/** Something that an application deployed and that makes pods by itself, as it is now. */
export interface Workload {
  /** Kind and name, with its namespace between them where that is not the application's. */
  key: string;
  ref: ResourceRef;
  uid: string;
  resourceVersion: string;
  field: 'replicas' | 'suspend';
  now: number | boolean;
  atRest: number | boolean;
  /** Pods that there still are. A Job of a CronJob is left to end. */
  pods: number;
}

/** What can be put to rest of what applications deployed, by one field of each. */
export class Workloads {
  readonly #clusters: Clusters;
  readonly #children: ApplicationChildren;

  constructor(options: { clusters: Clusters; children: ApplicationChildren }) {
    this.#clusters = options.clusters;
    this.#children = options.children;
  }

  /**
   * Only what says itself that this application deployed it: nothing else is put to rest.
   *
   * @param live - the application
   * @returns undefined where it deploys to a cluster that the configuration does not know
   * @throws ClusterUnavailableError where the cluster that it deploys to does not answer
   * @throws KubernetesStatusError where one may not be read
   */
  async of(
    application: ResourceRef,
    live: KubernetesObject,
    options: { signal: AbortSignal },
  ): Promise<Workload[] | undefined> {
    const found = await this.#deployed(application, live, options);
    return found?.flatMap(({ key, ref, child }) =>
      isTrackedBy(application.name, child)
        ? workloadOf(key, ref, child) ?? []
        : [],
    );
  }

  /** Names of what is in the place of such a workload and does not say which application deployed it. */
  async untracked(
    application: ResourceRef,
    live: KubernetesObject,
    options: { signal: AbortSignal },
  ): Promise<string[]> {
    const found = await this.#deployed(application, live, options);
    return (found ?? [])
      .filter(({ child }) => !isTracked(child))
      .map(({ ref }) => `${ref.kind} ${ref.name}`);
  }

  async #deployed(
    application: ResourceRef,
    live: KubernetesObject,
    options: { signal: AbortSignal },
  ): Promise<
    | Array<{ key: string; ref: ResourceRef; child: KubernetesObject }>
    | undefined
  > {
    const cluster = this.#children.targetOf(application, live);
    const known = parseApplication(live);
    if (cluster === undefined || !known) {
      return undefined;
    }
    const own = known.spec.destination.namespace;
    const { reader } = this.#clusters.get(cluster);
    const found = await mapLimited(
      known.status.resources.filter(isOfSuchKind),
      PARALLEL,
      async resource => {
        const ref = { cluster, ...refOfDeployed(resource) };
        const child = await reader.get(ref, options);
        return child && child.metadata.deletionTimestamp === undefined
          ? [{ key: keyOf(resource, own), ref, child }]
          : [];
      },
    );
    return found.flat();
  }
}

/** What runs on nodes of its own accord: no field puts it to rest but its template. */
export function restless(live: KubernetesObject): string[] {
  return (parseApplication(live)?.status.resources ?? [])
    .filter(({ group, kind }) => group === 'apps' && kind === 'DaemonSet')
    .map(({ kind, name }) => `${kind} ${name}`);
}

/** Whether it makes pods, or may. */
export function isRunning({ now, atRest }: Workload): boolean {
  return now !== atRest;
}

function isOfSuchKind({ group, kind }: DeployedResource): boolean {
  return kindOf(kind)?.group === group;
}

function kindOf(kind: string) {
  return Object.entries(KINDS).find(([name]) => name === kind)?.[1];
}

function keyOf(
  { kind, namespace, name }: DeployedResource,
  own: string | undefined,
): string {
  return namespace === undefined || namespace === own
    ? `${kind}/${name}`
    : `${kind}/${namespace}/${name}`;
}

function workloadOf(
  key: string,
  ref: ResourceRef,
  live: KubernetesObject,
): Workload | undefined {
  const kind = kindOf(ref.kind);
  const { uid = '', resourceVersion = '' } = live.metadata;
  return (
    kind && {
      key,
      ref,
      uid,
      resourceVersion,
      field: kind.field,
      atRest: kind.atRest,
      ...kind.read.parse(live),
    }
  );
}
