import { parseEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/core-plugin-api';
import {
  entityRouteRef,
  useEntityPresentation,
} from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';

const DEFAULTS = { defaultKind: 'group', defaultNamespace: 'default' };

/** The title of an entity of the catalog. */
export function EntityTitle({ entityRef }: { entityRef: string }) {
  const { primaryTitle } = useEntityPresentation(entityRef, {
    // Which kind it is stands beside it already.
    defaultKind: parseEntityRef(entityRef, DEFAULTS).kind,
    defaultNamespace: 'default',
  });
  return <>{primaryTitle}</>;
}

/** A link to an entity of the catalog, by its title. */
export function EntityLink({ entityRef }: { entityRef: string }) {
  const route = useRouteRef(entityRouteRef);
  const { kind, namespace, name } = parseEntityRef(entityRef, DEFAULTS);
  return (
    <Link
      href={route({
        kind: kind.toLocaleLowerCase('en-US'),
        namespace: namespace.toLocaleLowerCase('en-US'),
        name,
      })}
    >
      <EntityTitle entityRef={entityRef} />
    </Link>
  );
}
