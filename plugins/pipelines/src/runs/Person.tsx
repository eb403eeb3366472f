import { EntityLink } from '@cairn/plugin-portal-react';

/** Who asked for a run: a person of the catalog by a link, anybody else by the name that the Git host knows. */
export function Person({ who }: { who: string }) {
  return /^user:[^/\s]+\/[^/\s]+$/.test(who) ? (
    <EntityLink entityRef={who} />
  ) : (
    <>{who}</>
  );
}
