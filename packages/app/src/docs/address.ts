import type { Entity } from '@backstage/catalog-model';

/** Documents a page. */
export const PAGE_SIZE = 25;

/** What the list of docs shows. Kept in the address. */
export interface DocsFilters {
  whose: 'owned' | 'all';
  text: string;
  /** From 1. */
  page: number;
}

/** Everything, unless the address asks for less: the guide of the portal itself belongs to nobody who reads it for the first time. */
export function readDocsFilters(params: URLSearchParams): DocsFilters {
  const page = Number(params.get('page') ?? '1');
  return {
    whose: params.get('whose') === 'owned' ? 'owned' : 'all',
    text: params.get('text') ?? '',
    page: Number.isSafeInteger(page) && page > 0 ? page : 1,
  };
}

/** The other way round. What is as it would be anyway is left out. */
export function writeDocsFilters(filters: DocsFilters): URLSearchParams {
  const params = new URLSearchParams();
  if (filters.whose !== 'all') {
    params.set('whose', filters.whose);
  }
  if (filters.text) {
    params.set('text', filters.text);
  }
  if (filters.page > 1) {
    params.set('page', String(filters.page));
  }
  return params;
}

/** Where the docs of an entity are read. */
export function docsPathOf({ kind, metadata }: Entity): string {
  const { namespace = 'default', name } = metadata;
  return `/docs/${[namespace, kind.toLocaleLowerCase('en-US'), name]
    .map(encodeURIComponent)
    .join('/')}`;
}
