/** Whose entities are shown. */
export type Whose = 'owned' | 'starred' | 'all';

export const sortFields = {
  name: 'metadata.title',
  owner: 'spec.owner',
  type: 'spec.type',
  lifecycle: 'spec.lifecycle',
} as const;

export type SortField = keyof typeof sortFields;

/** What the catalog's list shows. Kept in the address. */
export interface CatalogFilters {
  /** Lower case. */
  kind: string;
  whose: Whose;
  text: string;
  types: string[];
  /** Entity refs, of groups in the default namespace where only a name is given. */
  owners: string[];
  lifecycles: string[];
  tags: string[];
  sort: SortField;
  order: 'asc' | 'desc';
  /** From 1. */
  page: number;
}

/**
 * Backstage's own links into the catalog use these keys, so they work here too. `whose` is not here: its default depends on the user.
 *
 * @param only - The kind of a list that has no other.
 */
export function readFilters(
  params: URLSearchParams,
  only?: string,
): Omit<CatalogFilters, 'whose'> & { whose?: Whose } {
  const all = (name: string) =>
    [...params.entries()]
      .filter(([key, value]) => value && isKeyOf(name, key))
      .map(([, value]) => value);
  const one = (name: string) => all(name).at(0);
  const sort = params.get('sort') ?? '';
  const page = Number(params.get('page') ?? '1');

  return {
    kind: only ?? one('kind')?.toLocaleLowerCase('en-US') ?? 'component',
    whose: readWhose(one('user')),
    text: one('text') ?? '',
    types: all('type').filter(type => type !== 'all'),
    owners: all('owners'),
    lifecycles: all('lifecycles'),
    tags: all('tags'),
    sort: isSortField(sort) ? sort : 'name',
    order: params.get('order') === 'desc' ? 'desc' : 'asc',
    page: Number.isSafeInteger(page) && page > 0 ? page : 1,
  };
}

/** The other way round. What is as it would be anyway is left out. */
export function writeFilters(filters: CatalogFilters): URLSearchParams {
  const params = new URLSearchParams();
  params.set('filters[kind]', filters.kind);
  params.set('filters[user]', filters.whose);
  if (filters.text) {
    params.set('filters[text]', filters.text);
  }
  const lists = {
    type: filters.types,
    owners: filters.owners,
    lifecycles: filters.lifecycles,
    tags: filters.tags,
  };
  for (const [name, values] of Object.entries(lists)) {
    values.forEach((value, index) =>
      params.set(`filters[${name}][${index}]`, value),
    );
  }
  if (filters.sort !== 'name' || filters.order !== 'asc') {
    params.set('sort', filters.sort);
    params.set('order', filters.order);
  }
  if (filters.page > 1) {
    params.set('page', String(filters.page));
  }
  return params;
}

function isKeyOf(name: string, key: string): boolean {
  const whole = `filters[${name}]`;
  return (
    key === whole ||
    (key.startsWith(whole) && /^\[\d*\]$/.test(key.slice(whole.length)))
  );
}

function readWhose(value: string | undefined): Whose | undefined {
  return value === 'owned' || value === 'starred' || value === 'all'
    ? value
    : undefined;
}

function isSortField(value: string): value is SortField {
  return Object.hasOwn(sortFields, value);
}
