import type { LoggerService } from '@backstage/backend-plugin-api';
import { WatchSet, type KubernetesClient } from '@cairn/plugin-clusters-node';
import type {
  ApplicationHealth,
  Observation,
  TimelineEntry,
} from '@cairn/plugin-health-common';
import type { PlacedApplication } from '@cairn/plugin-health-node';
import { trimApplication, type Application } from './application';
import { applicationVerdict, isTroubled } from './applicationVerdict';
import type { ArgoCdInstance } from './config';

/** How Argo CD calls the cluster that it runs in. */
const IN_CLUSTER = new Set(['https://kubernetes.default.svc', 'in-cluster']);
const MAX_TROUBLED = 50;
/** Patience with what Argo CD does by itself ends after a minute, without anything changing. */
const LOOK_AGAIN_MS = 61_000;

/** One Argo CD, watched once for everybody. */
export class InstanceWatch {
  readonly #instance: ArgoCdInstance;
  readonly #watches: WatchSet;
  readonly #applications = new Map<string, Application>();
  /** By UID: when an application was first seen out of sync. */
  readonly #outOfSyncSince = new Map<string, string>();
  readonly #lookAgain = new Map<string, NodeJS.Timeout>();
  readonly #onChange: (places: PlaceOfApplication[]) => void;

  constructor(options: {
    instance: ArgoCdInstance;
    client: KubernetesClient;
    logger: LoggerService;
    onChange: (places: PlaceOfApplication[]) => void;
  }) {
    const { instance, client, logger } = options;
    this.#instance = instance;
    this.#onChange = options.onChange;
    this.#watches = new WatchSet({
      cluster: instance.cluster,
      client,
      logger,
      onFreshness: () => this.#tell([...this.#applications.values()]),
    });
    this.#watches.add({
      ref: {
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Application',
        namespace: instance.namespace,
      },
      trim: trimApplication,
      onChange: ({ uid, before, after }) => this.#apply(uid, before, after),
    });
  }

  /** Runs until the signal aborts; never throws. */
  async run(signal: AbortSignal): Promise<void> {
    await this.#watches.run(signal);
    this.#lookAgain.forEach(timer => clearTimeout(timer));
    this.#lookAgain.clear();
  }

  get freshness(): Observation {
    return this.#watches.freshness;
  }

  /** The applications that deploy to a namespace. */
  read(place: PlaceOfApplication): {
    applications: PlacedApplication[];
    timeline(): TimelineEntry[];
  } {
    const here = [...this.#applications.values()].filter(application => {
      const at = this.#placeOf(application);
      return at.cluster === place.cluster && at.namespace === place.namespace;
    });
    return {
      applications: here
        .sort((a, b) => a.name.localeCompare(b.name, 'en'))
        .map(application => ({
          health: this.#healthOf(application),
          labels: application.labels,
          deploys: application.objects,
        })),
      timeline: () =>
        here.flatMap(({ name, namespace, history }) =>
          history.map(({ deployedAt, revision }) => ({
            at: deployedAt,
            type: 'deploy' as const,
            message: `Argo CD deployed ${name} at ${revision.slice(0, 12)}`,
            object: {
              cluster: this.#instance.cluster,
              apiVersion: 'argoproj.io/v1alpha1',
              kind: 'Application',
              namespace,
              name,
            },
          })),
        ),
    };
  }

  #apply(
    uid: string,
    before: Application | undefined,
    after: Application | undefined,
  ): void {
    if (after) {
      this.#applications.set(uid, after);
    } else {
      this.#applications.delete(uid);
    }
    if (after?.sync !== 'OutOfSync') {
      this.#outOfSyncSince.delete(uid);
    } else if (!this.#outOfSyncSince.has(uid)) {
      this.#outOfSyncSince.set(uid, new Date().toISOString());
      clearTimeout(this.#lookAgain.get(uid));
      this.#lookAgain.set(
        uid,
        setTimeout(() => {
          this.#lookAgain.delete(uid);
          this.#tell([after]);
        }, LOOK_AGAIN_MS).unref(),
      );
    }
    if (!isOnlyLookedAtAgain(before, after)) {
      this.#tell([before, after]);
    }
  }

  #tell(applications: Array<Application | undefined>): void {
    this.#onChange(
      applications.flatMap(application =>
        application ? [this.#placeOf(application)] : [],
      ),
    );
  }

  #placeOf({ destination }: Application): PlaceOfApplication {
    const { server, name, namespace } = destination;
    return {
      cluster: IN_CLUSTER.has(server ?? name ?? '')
        ? this.#instance.cluster
        : name ?? server ?? '',
      namespace,
    };
  }

  #healthOf(application: Application): ApplicationHealth {
    const { cluster, name: instance, webUrl } = this.#instance;
    const { uid, name, namespace, operation, objects } = application;
    return {
      instance,
      name,
      verdict: applicationVerdict(application, {
        cluster,
        now: Date.now(),
        outOfSyncSince: this.#outOfSyncSince.get(uid),
      }),
      sync: application.sync,
      health: application.health,
      repository: application.repository,
      path: application.path,
      targetRevision: application.targetRevision,
      ...(application.revision && { revision: application.revision }),
      ...(operation?.finishedAt && { syncedAt: operation.finishedAt }),
      troubled: objects
        .filter(isTroubled)
        .slice(0, MAX_TROUBLED)
        .map(object => ({
          object: {
            cluster,
            apiVersion: object.apiVersion,
            kind: object.kind,
            ...(object.namespace && { namespace: object.namespace }),
            name: object.name,
          },
          sync: object.sync ?? 'Unknown',
          ...(object.health && { health: object.health }),
          ...(object.message && { message: object.message }),
        })),
      ...(webUrl && {
        url: `${webUrl}/applications/${namespace}/${name}`,
      }),
    };
  }
}

interface PlaceOfApplication {
  cluster: string;
  namespace: string;
}

/** Argo CD notes each look, every few minutes: nobody needs to hear of it. */
function isOnlyLookedAtAgain(
  before: Application | undefined,
  after: Application | undefined,
): boolean {
  const without = (application: Application | undefined) =>
    JSON.stringify({ ...application, reconciledAt: undefined });
  return (
    before?.reconciledAt !== undefined && without(before) === without(after)
  );
}
