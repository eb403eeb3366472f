import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  WatchSet,
  type KubernetesClient,
  type KubernetesObject,
} from '@cairn/plugin-clusters-node';
import type { Observation } from '@cairn/plugin-health-common';
import {
  parseLabelSelector,
  type Place,
  type PlaceFacts,
} from '@cairn/plugin-health-node';
import { trimEvent } from './objects/clusterEvent';
import { ClusterObjects, type Workload } from './objects/ClusterObjects';
import { trimCronJob, trimJob } from './objects/job';
import { trimPod } from './objects/pod';
import { trimReplicated, type ReplicatedKind } from './objects/workload';
import { timelineOf } from './timeline/timelineOf';
import { treeHealth } from './verdicts/treeHealth';

const REPLICATED: ReplicatedKind[] = [
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
];
/** Some verdicts change by time alone: patience with a new pod ends after a minute. */
const LOOK_AGAIN_MS = 61_000;

/** One cluster, watched once for everybody. */
export class ClusterWatch {
  readonly #cluster: string;
  readonly #objects = new ClusterObjects();
  readonly #watches: WatchSet;
  readonly #onChange: (namespaces: string[]) => void;
  /** Namespaces that changed lately, with the timer that looks at them again. */
  readonly #lookAgain = new Map<string, NodeJS.Timeout>();

  constructor(options: {
    cluster: string;
    client: KubernetesClient;
    logger: LoggerService;
    onChange: (namespaces: string[]) => void;
  }) {
    const { cluster, client, logger } = options;
    this.#cluster = cluster;
    this.#onChange = options.onChange;
    this.#watches = new WatchSet({
      cluster,
      client,
      logger,
      onFreshness: () => this.#onChange(this.#objects.namespaces()),
    });
    for (const kind of REPLICATED) {
      this.#watchWorkloads('apps/v1', kind, trimReplicated(kind));
    }
    this.#watchWorkloads('batch/v1', 'Job', trimJob);
    this.#watchWorkloads('batch/v1', 'CronJob', trimCronJob);
    this.#watches.add({
      ref: { apiVersion: 'v1', kind: 'Pod' },
      trim: trimPod,
      onChange: change => {
        this.#objects.applyPod(change);
        this.#changed(change.after ?? change.before);
      },
    });
    this.#watches.add({
      ref: { apiVersion: 'v1', kind: 'Event' },
      optional: true,
      trim: trimEvent,
      onChange: change => {
        this.#objects.applyEvent(change);
        this.#changed(change.after ?? change.before);
      },
    });
  }

  /** Runs until the signal aborts; never throws. */
  async run(signal: AbortSignal): Promise<void> {
    await this.#watches.run(signal);
    this.#lookAgain.forEach(timer => clearTimeout(timer));
    this.#lookAgain.clear();
  }

  read({ namespace, selector }: Place): PlaceFacts {
    const trees = this.#objects.trees(
      namespace,
      selector === undefined ? undefined : parseLabelSelector(selector),
    );
    const moment = { cluster: this.#cluster, now: Date.now() };
    return {
      workloads: trees.map(tree => treeHealth(tree, moment)),
      applications: [],
      timeline: () =>
        timelineOf(trees, this.#objects.events(namespace), this.#cluster),
      ...this.#watches.freshness,
    };
  }

  get freshness(): Observation {
    return this.#watches.freshness;
  }

  namespacesOf(selector: string): string[] {
    return this.#objects.namespacesOf(parseLabelSelector(selector));
  }

  #watchWorkloads(
    apiVersion: string,
    kind: string,
    trim: (object: KubernetesObject) => Workload | undefined,
  ): void {
    this.#watches.add({
      ref: { apiVersion, kind },
      trim,
      onChange: change => {
        this.#objects.applyWorkload(change);
        this.#changed(change.after ?? change.before);
      },
    });
  }

  #changed(object: { namespace: string } | undefined): void {
    if (!object) {
      return;
    }
    const { namespace } = object;
    this.#onChange([namespace]);
    const timer = this.#lookAgain.get(namespace);
    if (timer) {
      timer.refresh();
      return;
    }
    this.#lookAgain.set(
      namespace,
      setTimeout(() => {
        this.#lookAgain.delete(namespace);
        this.#onChange([namespace]);
      }, LOOK_AGAIN_MS).unref(),
    );
  }
}
