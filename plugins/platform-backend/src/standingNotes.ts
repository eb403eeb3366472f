import type { Clusters } from '@cairn/plugin-clusters-node';

/** What nobody should learn only after wondering why a log is empty. */
const SIMULATED_NODES =
  'Its nodes are simulated: pods become ready, but no image is pulled and no container runs, so there are no logs, no traffic and no real usage.';

/** What a person should know of a dependency whatever its state, by the dependency's id. */
export function standingNotes(
  clusters: Pick<Clusters, 'list'>,
): ReadonlyMap<string, string> {
  return new Map(
    clusters
      .list()
      .filter(({ simulated }) => simulated)
      .map(({ name }) => [`cluster:${name}`, SIMULATED_NODES]),
  );
}
