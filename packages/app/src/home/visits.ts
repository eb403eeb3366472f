/** A page that was visited, as Home names it. */
export interface VisitedPlace {
  pathname: string;
  name: string;
  kind: string;
}

const SHOWN = 6;
const HOME = '/';

/** Each page once, the last visit first, without Home itself. */
export function placesOf(
  visits: Array<{ pathname: string; name: string }>,
): VisitedPlace[] {
  const places = new Map<string, VisitedPlace>();
  for (const { pathname, name } of visits) {
    const page = pathname.replace(/\/+$/, '') || HOME;
    if (page !== HOME && !places.has(page)) {
      places.set(page, { pathname: page, ...named(page, name) });
    }
  }
  return [...places.values()].slice(0, SHOWN);
}

/** The title of a page is what its tab showed, often with the portal's name at the end; an entity's is its name. */
function named(
  pathname: string,
  title: string,
): { name: string; kind: string } {
  const [first = '', , kind, name] = pathname.slice(1).split('/');
  if (first === 'catalog' && kind && name) {
    return { name: decodeURIComponent(name), kind: sentence(kind) };
  }
  if (first === 'docs' && name) {
    return { name: decodeURIComponent(name), kind: 'Docs' };
  }
  return {
    name: title.split(' | ').at(0) || sentence(first),
    kind: sentence(first),
  };
}

function sentence(word: string): string {
  return word.charAt(0).toLocaleUpperCase('en-US') + word.slice(1);
}
