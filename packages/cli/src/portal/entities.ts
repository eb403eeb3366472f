import { CatalogClient } from '@backstage/catalog-client';
import {
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { CommandError, EXIT } from '../exitCodes';
import { plain } from '../output/plain';
import type { Portal } from './Portal';

const FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'relations',
];
/** More than this nobody reads in a terminal. */
const MOST = 500;

function catalogOf(portal: Portal): CatalogClient {
  return new CatalogClient(portal);
}

/**
 * The entity ref that somebody means: `cart-api` is a component of the default namespace.
 *
 * @throws CommandError where it is no entity ref.
 */
export function entityRefOf(text: string): string {
  try {
    return stringifyEntityRef(
      parseEntityRef(text, {
        defaultKind: 'component',
        defaultNamespace: 'default',
      }),
    );
  } catch {
    throw new CommandError(
      `"${plain(
        text,
      )}" is no entity. Give one as cart-api or as KIND:NAMESPACE/NAME, for example system:default/checkout.`,
      EXIT.usage,
    );
  }
}

/** Page of an entity in the portal. */
export function entityPage(portalUrl: string, entityRef: string): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return `${portalUrl}/catalog/${[namespace, kind, name]
    .map(encodeURIComponent)
    .join('/')}`;
}

/**
 * The entity of a ref.
 *
 * @throws CommandError where there is none, or it may not be seen.
 */
export async function getEntity(
  portal: Portal,
  entityRef: string,
): Promise<Entity> {
  const entity = await catalogOf(portal).getEntityByRef(entityRef);
  if (!entity) {
    throw new CommandError(
      `There is no ${entityRef} in the catalog, or you may not see it. The list: ${portal.url}/catalog`,
      EXIT.notFound,
    );
  }
  return entity;
}

/** Entity refs of the components that any of these owns, by name. */
export async function componentsOwnedBy(
  portal: Portal,
  owners: readonly string[],
): Promise<string[]> {
  if (owners.length === 0) {
    return [];
  }
  const { items } = await catalogOf(portal).queryEntities({
    filter: { kind: 'component', 'relations.ownedBy': [...owners] },
    fields: FIELDS,
    orderFields: { field: 'metadata.name', order: 'asc' },
    limit: MOST,
  });
  return items.map(entity => stringifyEntityRef(entity));
}

/** Entity refs of all systems, by name. */
export async function systemsOf(portal: Portal): Promise<string[]> {
  const { items } = await catalogOf(portal).queryEntities({
    filter: { kind: 'system' },
    fields: FIELDS,
    orderFields: { field: 'metadata.name', order: 'asc' },
    limit: MOST,
  });
  return items.map(entity => stringifyEntityRef(entity));
}
