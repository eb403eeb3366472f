import { readFileSync } from 'node:fs';
import { isError } from '@backstage/errors';
import { parse } from 'yaml';
import { isRecord } from '@cairn/plugin-portal-common';
import { CommandError, EXIT } from '../exitCodes';

function wrong(message: string): CommandError {
  return new CommandError(message, EXIT.usage);
}

/** What the schema of a class says of one parameter; an empty object where it says nothing. */
function propertyOf(
  schema: Record<string, unknown>,
  name: string,
): Record<string, unknown> {
  const { properties } = schema;
  const property = isRecord(properties) ? properties[name] : undefined;
  return isRecord(property) ? property : {};
}

/** The value that `--set name=text` means, by the type that the schema gives. */
function valueOf(
  name: string,
  text: string,
  property: Record<string, unknown>,
): unknown {
  switch (property.type) {
    case 'integer':
    case 'number': {
      const number = Number(text);
      if (text.trim() === '' || Number.isNaN(number)) {
        throw wrong(`${name} must be a number; it is "${text}".`);
      }
      return number;
    }
    case 'boolean':
      if (text !== 'true' && text !== 'false') {
        throw wrong(`${name} must be true or false; it is "${text}".`);
      }
      return text === 'true';
    case 'array':
    case 'object':
      try {
        return JSON.parse(text);
      } catch {
        if (property.type === 'array') {
          return text.split(',').map(each => each.trim());
        }
        throw wrong(`${name} must be JSON; it is "${text}".`);
      }
    default:
      return text;
  }
}

function readValues(file: string): Record<string, unknown> {
  try {
    const values: unknown = parse(
      readFileSync(file === '-' ? 0 : file, 'utf8'),
    );
    if (isRecord(values)) {
      return values;
    }
  } catch (error) {
    throw wrong(
      `${file} cannot be read as YAML or JSON: ${
        isError(error) ? error.message : String(error)
      }`,
    );
  }
  throw wrong(`${file} must hold names and values, for example "size: small".`);
}

/**
 * Parameters of a new environment from the command line: the defaults of the class, then those of a file, then single ones.
 *
 * @throws CommandError that names what cannot be understood. Whether values are right is checked by the portal.
 */
export function readParameters(
  schema: Record<string, unknown>,
  options: GivenParameters,
): Record<string, unknown> {
  const properties = isRecord(schema.properties) ? schema.properties : {};
  const defaults = Object.entries(properties).flatMap(([name, property]) =>
    isRecord(property) && property.default !== undefined
      ? [[name, property.default] as const]
      : [],
  );
  return {
    ...Object.fromEntries(defaults),
    ...readGivenParameters(schema, options),
  };
}

/** What `--values` and `--set` were given. */
interface GivenParameters {
  values?: string;
  set?: readonly string[];
}

/**
 * Only the parameters that the command line names: those of a file, then single ones. An environment that is there keeps its
 * others.
 *
 * @throws CommandError as {@link readParameters}
 */
export function readGivenParameters(
  schema: Record<string, unknown>,
  { values, set = [] }: GivenParameters,
): Record<string, unknown> {
  const parameters = values === undefined ? {} : readValues(values);
  for (const assignment of set) {
    const [, name, text] = /^([^=]+)=(.*)$/s.exec(assignment) ?? [];
    if (name === undefined || text === undefined) {
      throw wrong(
        `"${assignment}" is no name=value, for example --set size=small.`,
      );
    }
    parameters[name] = valueOf(name, text, propertyOf(schema, name));
  }
  return parameters;
}
