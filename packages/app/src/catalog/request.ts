import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { FilterPredicate } from '@backstage/filter-predicates';
import { type CatalogFilters, sortFields } from './filters';

export const PAGE_SIZE = 25;

/** Who asks: what they own, and what they have marked with a star. Entity refs. */
export interface Asker {
  owns: string[];
  starred: string[];
}

/** What of the catalog the filters mean. */
export function predicateOf(
  filters: CatalogFilters,
  asker: Asker,
): FilterPredicate {
  const { types, lifecycles, tags } = filters;
  const owners = filters.owners.map(groupRef);
  const conditions: FilterPredicate[] = [
    { kind: filters.kind },
    ...unlessEmpty(types, { 'spec.type': { $in: types } }),
    ...unlessEmpty(lifecycles, { 'spec.lifecycle': { $in: lifecycles } }),
    ...unlessEmpty(tags, { 'metadata.tags': { $in: tags } }),
    ...unlessEmpty(owners, { 'relations.ownedBy': { $in: owners } }),
  ];
  if (filters.whose === 'owned') {
    conditions.push({ 'relations.ownedBy': { $in: asker.owns } });
  }
  if (filters.whose === 'starred') {
    conditions.push(isOneOf(asker.starred));
  }
  return { $all: conditions };
}

/** One page of the list, for the catalog's client. */
export function requestOf(filters: CatalogFilters, asker: Asker) {
  return {
    query: predicateOf(filters, asker),
    fullTextFilter: filters.text
      ? {
          term: filters.text,
          fields: [
            'metadata.name',
            'metadata.title',
            'metadata.description',
            'spec.profile.displayName',
          ],
        }
      : undefined,
    orderFields: { field: sortFields[filters.sort], order: filters.order },
    limit: PAGE_SIZE,
    offset: (filters.page - 1) * PAGE_SIZE,
  };
}

/** Choosing nothing means not to look at it, not to find nothing. */
function unlessEmpty(
  values: string[],
  condition: FilterPredicate,
): FilterPredicate[] {
  return values.length > 0 ? [condition] : [];
}

/** An owner as Backstage's links name it: `checkout-team` is `group:default/checkout-team`. */
function groupRef(owner: string): string {
  return stringifyEntityRef(
    parseEntityRef(owner, {
      defaultKind: 'group',
      defaultNamespace: 'default',
    }),
  );
}

function isOneOf(refs: string[]): FilterPredicate {
  return {
    $any: refs.map(ref => {
      const { kind, namespace, name } = parseEntityRef(ref);
      return {
        kind,
        'metadata.namespace': namespace,
        'metadata.name': name,
      };
    }),
  };
}
