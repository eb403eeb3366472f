import {
  componentOrder,
  environmentClassSchema,
  type EnvironmentClassDefinition,
} from '@cairn/plugin-environments-common';
import { InputError } from '@backstage/errors';
import { parseDocument } from 'yaml';
import type { ClassSources } from './EnvironmentClasses';
import { compileParametersSchema } from './parametersSchema';

export const CLASS_FILE = 'class.yaml';

/**
 * The definition in a class's `class.yaml`.
 *
 * @throws InputError saying what is wrong and where
 */
export function parseClassFile(content: string): EnvironmentClassDefinition {
  const document = parseDocument(content);
  if (document.errors.length > 0) {
    throw new InputError(`${CLASS_FILE}: ${document.errors[0].message}`);
  }
  const result = environmentClassSchema.safeParse(document.toJS());
  if (!result.success) {
    throw new InputError(
      result.error.issues
        .map(
          ({ path, message }) => `${CLASS_FILE}: ${path.join('.')}: ${message}`,
        )
        .join('; '),
    );
  }
  return result.data;
}

/**
 * Everything that can be said of a class without running an engine.
 *
 * @throws InputError saying what is wrong and where
 */
export function assertClassIsSound(
  { spec }: EnvironmentClassDefinition,
  sources: ClassSources,
): void {
  compileParametersSchema(spec.parameters);
  try {
    componentOrder(spec.components);
  } catch (error) {
    throw new InputError(`spec.components: ${String(error)}`);
  }
  for (const { name, source, inline } of spec.components) {
    if (source !== undefined && inline !== undefined) {
      throw new InputError(
        `component '${name}' has both 'source' and 'inline'; keep one`,
      );
    }
    if (source !== undefined) {
      assertSourceExists(name, source, sources);
    }
  }
}

function assertSourceExists(
  component: string,
  source: string,
  sources: ClassSources,
): void {
  const segments = source.split('/');
  if (
    source.startsWith('/') ||
    source.includes('\\') ||
    segments.includes('..')
  ) {
    throw new InputError(
      `component '${component}': source '${source}' must be a path inside the class's folder`,
    );
  }
  const path = segments.filter(segment => segment && segment !== '.').join('/');
  const exists = [...sources.keys()].some(
    file => path === '' || file === path || file.startsWith(`${path}/`),
  );
  if (!exists) {
    throw new InputError(
      `component '${component}': source '${source}' is not a file or folder of the class`,
    );
  }
}
