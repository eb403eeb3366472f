import { isError } from '@backstage/errors';
import type { Clusters } from '@cairn/plugin-clusters-node';
import {
  outdatedVerdict,
  type JudgedPart,
  type PlaceHealth,
  type WorkloadHealth,
} from '@cairn/plugin-health-common';
import type {
  HealthSource,
  Place,
  PlacedApplication,
  PlaceFacts,
} from '@cairn/plugin-health-node';
import { parseLabelSelector } from '@cairn/plugin-health-node';
import type { Target } from '../targets/targetsOf';
import { placeVerdict, timely, type FoundPlace } from './placeVerdict';

const MAX_TIMELINE = 100;

/** What was found of some targets. */
export interface Found {
  places: FoundPlace[];
  /** Where could not be looked. */
  unknown: JudgedPart[];
}

/** How a place is. */
export type JudgedPlace = Pick<PlaceHealth, 'title' | 'verdict' | 'observedAt'>;

/** Puts together what the sources know of places, from memory. */
export class PlaceReader {
  readonly #sources: () => HealthSource[];
  readonly #clusters: Clusters;

  constructor(options: { sources: () => HealthSource[]; clusters: Clusters }) {
    this.#sources = options.sources;
    this.#clusters = options.clusters;
  }

  /** The places of targets, each once; that of an environment is all the environment's. */
  find(targets: readonly Target[], now: number): Found {
    const places = new Map<string, FoundPlace>();
    const unknown: JudgedPart[] = [];
    for (const target of targets) {
      const problem = problemOf(target.selector, now);
      if (problem) {
        unknown.push(problem);
        continue;
      }
      const clusters =
        target.cluster === undefined
          ? this.#clusters.list().map(({ name }) => name)
          : [target.cluster];
      for (const cluster of clusters) {
        const namespaces = this.#namespacesOf(target, cluster);
        for (const namespace of namespaces) {
          const id = placeId({ cluster, namespace });
          if (!places.get(id)?.environment) {
            places.set(id, {
              cluster,
              namespace,
              selector: target.selector,
              environment: target.environment,
            });
          }
        }
        const unseen = namespaces.length === 0 && this.#unseen(cluster, now);
        if (unseen) {
          unknown.push(unseen);
        }
      }
    }
    return { places: [...places.values()], unknown };
  }

  /** Everything about a place. */
  read(place: FoundPlace, now: number): PlaceHealth {
    const { facts, workloads, applications, verdict } = this.#look(place, now);
    const info = this.#clusters
      .list()
      .find(({ name }) => name === place.cluster);
    return {
      id: placeId(place),
      title: titleOf(place),
      cluster: place.cluster,
      simulated: info?.simulated ?? false,
      namespace: place.namespace,
      ...(place.environment && { environment: place.environment.name }),
      verdict,
      applications,
      workloads,
      timeline: facts
        .flatMap(of => of.timeline())
        .sort((x, y) => Date.parse(y.at) - Date.parse(x.at))
        .slice(0, MAX_TIMELINE),
      ...oldestOf(facts),
    };
  }

  /** How a place is, and nothing else: far less work. */
  judge(place: FoundPlace, now: number): JudgedPlace {
    const { facts, verdict } = this.#look(place, now);
    return { title: titleOf(place), verdict, ...oldestOf(facts) };
  }

  #look(place: FoundPlace, now: number) {
    const facts = this.#sources().flatMap(source => source.read(place) ?? []);
    const workloads = facts.flatMap(of =>
      of.workloads.map(workload => ({
        ...workload,
        verdict: timely(workload.verdict, of, now),
      })),
    );
    const applications = facts.flatMap(of =>
      of.applications
        .filter(application => isOf(application, place, workloads))
        .map(({ health }) => ({
          ...health,
          verdict: timely(health.verdict, of, now),
        })),
    );
    const verdict = placeVerdict({
      place,
      facts,
      workloads,
      applications,
      now,
    });
    return { facts, workloads, applications, verdict };
  }

  #namespacesOf({ namespace, selector }: Target, cluster: string): string[] {
    if (namespace !== undefined) {
      return [namespace];
    }
    return selector === undefined
      ? []
      : [
          ...new Set(
            this.#sources().flatMap(
              source => source.namespacesOf?.({ cluster, selector }) ?? [],
            ),
          ),
        ].sort();
  }

  /** A cluster that was never seen may hold what was looked for. */
  #unseen(cluster: string, now: number): JudgedPart | undefined {
    const unseen = this.#sources()
      .map(source => source.freshness(cluster))
      .find(freshness => freshness && freshness.observedAt === undefined);
    return (
      unseen && {
        name: `Cluster ${cluster}`,
        verdict: outdatedVerdict(undefined, unseen, now),
      }
    );
  }
}

/** What is wrong with a selector, which somebody wrote into an annotation. */
function problemOf(
  selector: string | undefined,
  now: number,
): JudgedPart | undefined {
  try {
    if (selector !== undefined) {
      parseLabelSelector(selector);
    }
    return undefined;
  } catch (error) {
    return {
      name: 'Annotation',
      verdict: {
        status: 'Unknown',
        reason: 'InvalidSelector',
        message: `The annotation backstage.io/kubernetes-label-selector cannot be used: ${
          isError(error) ? error.message : String(error)
        }`,
        since: new Date(now).toISOString(),
        evidence: [],
      },
    };
  }
}

function titleOf({ environment, namespace }: FoundPlace): string {
  return environment?.title ?? namespace;
}

/** The age of the oldest facts; nothing where some were never seen. */
function oldestOf(facts: readonly PlaceFacts[]): { observedAt?: string } {
  const observed = facts.map(({ observedAt }) => observedAt);
  const oldest = observed.includes(undefined) ? undefined : observed.sort()[0];
  return oldest === undefined ? {} : { observedAt: oldest };
}

export function placeId({
  cluster,
  namespace,
}: Pick<Place, 'cluster' | 'namespace'>): string {
  return `${cluster}/${namespace}`;
}

function isOf(
  { labels, deploys }: PlacedApplication,
  { selector }: Place,
  workloads: readonly WorkloadHealth[],
): boolean {
  return (
    selector === undefined ||
    parseLabelSelector(selector).matches(labels) ||
    workloads.some(({ ref }) =>
      deploys.some(({ kind, name }) => kind === ref.kind && name === ref.name),
    )
  );
}
