/** A thing that was visited. */
export interface VisitedThing {
  pathname: string;
  kind: string;
  /** Entity ref, for what is in the catalog. */
  entityRef?: string;
  name: string;
}

const SHOWN = 6;

/** Pages below `/environments` that are none of an environment. */
const OWN_PAGES = ['new', 'classes', 'plans', 'orphans', 'ledger'];

/** The things whose pages were visited, each once, the last first. Lists and forms are no things: the sidebar leads there. */
export function thingsOf(visits: Array<{ pathname: string }>): VisitedThing[] {
  const things = new Map<string, VisitedThing>();
  for (const { pathname } of visits) {
    const thing = thingAt(pathname);
    if (thing && !things.has(thing.pathname)) {
      things.set(thing.pathname, thing);
    }
  }
  return [...things.values()].slice(0, SHOWN);
}

function thingAt(pathname: string): VisitedThing | undefined {
  const [area, ...rest] = partsOf(pathname);

  if (area === 'catalog' || area === 'docs') {
    const [namespace, kind, name] = rest;
    return namespace && kind && name
      ? {
          pathname: `/${area}/${namespace}/${kind}/${name}`,
          kind: area === 'docs' ? 'Docs' : sentence(kind),
          entityRef: `${kind}:${namespace}/${name}`.toLocaleLowerCase('en-US'),
          name,
        }
      : undefined;
  }
  if (area === 'environments') {
    const [name] = rest;
    return name && !OWN_PAGES.includes(name)
      ? { pathname: `/environments/${name}`, kind: 'Environment', name }
      : undefined;
  }
  return undefined;
}

/** None of an address that is not well-formed. */
function partsOf(pathname: string): string[] {
  try {
    return pathname
      .split('/')
      .filter(Boolean)
      .map(part => decodeURIComponent(part));
  } catch {
    return [];
  }
}

function sentence(word: string): string {
  return word === 'api'
    ? 'API'
    : word.charAt(0).toLocaleUpperCase('en-US') + word.slice(1);
}
