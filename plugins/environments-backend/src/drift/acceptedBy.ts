import { isDeepStrictEqual } from 'node:util';
import { REDACTED } from '@cairn/plugin-clusters-node';
import type {
  DesiredResource,
  Drift,
  DriftedField,
} from '@cairn/plugin-environments-common';
import {
  fieldChanges,
  valueAt,
  type ParametersValidator,
} from '@cairn/plugin-environments-node';
import { refKey } from '../refKey';
import { candidatesOf, type Candidate } from './candidates';

/** Renderings that are tried: each is quick, and a class has few parameters. */
const MOST_TRIES = 60;

export interface AcceptOptions {
  drift: Pick<Drift, 'resources'>;
  /** JSON Schema of the class's parameters. */
  schema: Record<string, unknown>;
  /** Parameters that the environment has. */
  parameters: Record<string, unknown>;
  validate: ParametersValidator;
  /** What the class makes of parameters; pure. */
  render(parameters: Record<string, unknown>): Promise<DesiredResource[]>;
}

/**
 * Parameters with which the class makes what is live: as few other ones as cover as many of the drifted fields as can be
 * covered. One that would change anything else but to what is live is none. Undefined where there are none.
 */
export async function acceptedBy(
  options: AcceptOptions,
): Promise<Drift['accept']> {
  const { drift, parameters } = options;
  const drifted = driftedFields(drift);
  if (drifted.length === 0) {
    return undefined;
  }
  const planned = await options.render(parameters);
  const tried: Array<Candidate & { covers: Set<string> }> = [];
  const candidates = candidatesOf({
    schema: options.schema,
    parameters,
    live: drifted,
  });
  for (const candidate of candidates.slice(0, MOST_TRIES)) {
    const covers = await covered(options, planned, drifted, {
      [candidate.name]: candidate.value,
    });
    if (covers.size > 0) {
      tried.push({ ...candidate, covers });
    }
  }
  const chosen = await smallestSet(tried, async changed => {
    const covers = await covered(options, planned, drifted, changed);
    return covers.size;
  });
  return (
    chosen && {
      parameters: { ...parameters, ...chosen.changed },
      covers: chosen.covers,
      of: drifted.length,
    }
  );
}

type LiveField = DriftedField & { key: string; id: string };

function driftedFields({ resources }: Pick<Drift, 'resources'>): LiveField[] {
  return resources.flatMap(({ kind, ref, fields }) =>
    kind === 'changed'
      ? fields
          .filter(({ before, after }) => ![before, after].includes(REDACTED))
          .map(field => ({
            ...field,
            key: refKey(ref),
            id: `${refKey(ref)} ${field.path}`,
          }))
      : [],
  );
}

/** Which drifted fields would be gone with other parameters; none where anything else would change. */
async function covered(
  { parameters, validate, render }: AcceptOptions,
  planned: DesiredResource[],
  drifted: LiveField[],
  changed: Record<string, unknown>,
): Promise<Set<string>> {
  const { parameters: wanted, problems } = validate({
    ...parameters,
    ...changed,
  });
  if (problems.length > 0) {
    return new Set();
  }
  let rendered: Map<string, DesiredResource>;
  try {
    rendered = new Map(
      (await render(wanted)).map(one => [refKey(one.ref), one]),
    );
  } catch {
    // The schema lets it through, and the class does not.
    return new Set();
  }
  const isElsewhere =
    rendered.size !== planned.length ||
    planned.some(({ ref, object }) => {
      const key = refKey(ref);
      const other = rendered.get(key);
      return (
        !other ||
        fieldChanges(object, other.object).some(
          ({ path }) =>
            !drifted.some(
              field =>
                field.key === key &&
                isAtOrAbove(field.path, path) &&
                isDeepStrictEqual(
                  valueAt(other.object, field.path),
                  field.after,
                ),
            ),
        )
      );
    });
  if (isElsewhere) {
    return new Set();
  }
  return new Set(
    drifted
      .filter(({ key, path, after }) =>
        isDeepStrictEqual(valueAt(rendered.get(key)?.object, path), after),
      )
      .map(({ id }) => id),
  );
}

/** The one that covers most, then those that cover what is left, as long as they do so together. */
async function smallestSet(
  tried: Array<Candidate & { covers: Set<string> }>,
  count: (changed: Record<string, unknown>) => Promise<number>,
): Promise<{ changed: Record<string, unknown>; covers: number } | undefined> {
  let chosen: { changed: Record<string, unknown>; covers: number } | undefined;
  const left = [...tried].sort((a, b) => b.covers.size - a.covers.size);
  const known = new Set<string>();
  for (const { name, value, covers } of left) {
    if (
      Object.hasOwn(chosen?.changed ?? {}, name) ||
      [...covers].every(id => known.has(id))
    ) {
      continue;
    }
    const changed = { ...chosen?.changed, [name]: value };
    const together = await count(changed);
    if (together > (chosen?.covers ?? 0)) {
      chosen = { changed, covers: together };
      covers.forEach(id => known.add(id));
    }
  }
  return chosen;
}

function isAtOrAbove(above: string, path: string): boolean {
  return path === above || path.startsWith(`${above}/`);
}
