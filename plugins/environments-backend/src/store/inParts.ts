/** Databases bind a limited number of values in one statement. */
const MOST = 500;

/** Values in parts that a statement can take. */
export function* inParts<T>(values: readonly T[]): Generator<T[]> {
  for (let from = 0; from < values.length; from += MOST) {
    yield values.slice(from, from + MOST);
  }
}
