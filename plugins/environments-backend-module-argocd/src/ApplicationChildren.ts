import {
  KindNotFoundError,
  KubernetesStatusError,
  type Clusters,
  type KubernetesObject,
} from '@cairn/plugin-clusters-node';
import type { InventoryItem } from '@cairn/plugin-environments-common';
import { mapLimited } from '@cairn/plugin-environments-node';
import { parseApplication } from './applicationStatus';
import { clusterOfDestination } from './chooseInstance';
import type { ArgoCdInstance } from './config';
import { refOfDeployed } from './deployedRef';

const PARALLEL = 5;
/** By this Argo CD says on an object which application deployed it. */
const TRACKING = 'argocd.argoproj.io/tracking-id';
/** What may not be seen, or is of a kind that the cluster has no more. */
const UNSEEN = [403, 404, 405];

/** Something that Argo CD deployed. */
export interface Child extends Pick<InventoryItem, 'ref' | 'uid'> {
  live: KubernetesObject;
}

/** What applications deployed, in the clusters that they deploy to. */
export class ApplicationChildren {
  readonly #clusters: Clusters;
  readonly #instances: ArgoCdInstance[];

  constructor(options: { clusters: Clusters; instances: ArgoCdInstance[] }) {
    this.#clusters = options.clusters;
    this.#instances = options.instances;
  }

  /** Name of the cluster that an application deploys to; undefined where the configuration does not know it. */
  targetOf(
    ref: InventoryItem['ref'],
    live: KubernetesObject,
  ): string | undefined {
    const instance = this.#instances.find(
      ({ cluster, namespace }) =>
        cluster === ref.cluster && namespace === ref.namespace,
    );
    const application = parseApplication(live);
    return instance && application
      ? clusterOfDestination(instance, application.spec.destination)
      : undefined;
  }

  /**
   * The objects of an application that are there and can be read with the reader's credential, which for example Secrets
   * cannot.
   *
   * @throws ClusterUnavailableError where the cluster that it deploys to does not answer.
   */
  async of(
    ref: InventoryItem['ref'],
    live: KubernetesObject,
    options: { signal: AbortSignal },
  ): Promise<Child[]> {
    const cluster = this.targetOf(ref, live);
    if (cluster === undefined) {
      return [];
    }
    const { reader } = this.#clusters.get(cluster);
    const deployed = parseApplication(live)?.status.resources ?? [];
    const found = await mapLimited(deployed, PARALLEL, async resource => {
      const at = refOfDeployed(resource);
      try {
        const child = await reader.get(at, options);
        return child && isDeployedBy(ref.name, child)
          ? [
              {
                ref: { cluster, ...at },
                uid: child.metadata.uid ?? '',
                live: child,
              },
            ]
          : [];
      } catch (error) {
        const isUnseen =
          error instanceof KindNotFoundError ||
          (error instanceof KubernetesStatusError &&
            UNSEEN.includes(error.httpStatus));
        if (isUnseen) {
          return [];
        }
        throw error;
      }
    });
    return found.flat();
  }
}

/** Whether an object is of an application: another one may have one of the same name. */
function isDeployedBy(application: string, object: KubernetesObject): boolean {
  return !isTracked(object) || isTrackedBy(application, object);
}

/** Whether an object says which application deployed it. */
export function isTracked({ metadata }: KubernetesObject): boolean {
  return metadata.annotations?.[TRACKING] !== undefined;
}

/** Whether an object says itself that it is of an application. */
export function isTrackedBy(
  application: string,
  { metadata }: KubernetesObject,
): boolean {
  return (
    metadata.annotations?.[TRACKING]?.startsWith(`${application}:`) === true
  );
}
