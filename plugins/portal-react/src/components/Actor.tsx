import { EntityLink, EntityTitle } from './EntityLink';

const SYSTEM = 'system:';

/** What a part of Cairn acts for, after “Cairn, for”. */
const PARTS: Record<string, string> = {
  lease: 'its lease',
  schedule: 'its schedule',
  idle: 'being idle',
};

function systemWords(actor: string) {
  const part = actor.slice(SYSTEM.length);
  return `Cairn, for ${PARTS[part] ?? part}`;
}

/** Who did something: a person of the catalog, or Cairn itself where it keeps a promise (`system:lease`). */
export function Actor(props: {
  /** Entity ref, or `system:` and a part of Cairn. */
  actor: string;
  /** Only the name, for where a link would be in the way. */
  plain?: boolean;
}) {
  if (props.actor.startsWith(SYSTEM)) return <>{systemWords(props.actor)}</>;
  return props.plain ? (
    <EntityTitle entityRef={props.actor} />
  ) : (
    <EntityLink entityRef={props.actor} />
  );
}
