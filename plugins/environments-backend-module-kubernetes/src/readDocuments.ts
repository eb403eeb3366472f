import { InputError } from '@backstage/errors';
import type { ClassComponent } from '@cairn/plugin-environments-common';
import type { ClassSources } from '@cairn/plugin-environments-node';
import { parseAllDocuments } from 'yaml';

/** An object of a class, not rendered yet. */
export interface TemplateDocument {
  /** Where it stands, for errors, for example `manifests/quota.yaml (2)`. */
  origin: string;
  template: unknown;
}

/**
 * The objects of a component: of its `source`, a YAML file or all in a folder, or of its `inline`.
 *
 * @throws InputError naming the component or the file.
 */
export function readDocuments(
  component: ClassComponent,
  sources: ClassSources,
): TemplateDocument[] {
  const { name, source, inline } = component;
  if ((source === undefined) === (inline === undefined)) {
    throw new InputError(
      `Component "${name}" needs either "source" or "inline", and not both`,
    );
  }
  if (inline) {
    return inline.map((template, index) => ({
      origin: `components.${name}.inline[${index}]`,
      template,
    }));
  }
  const documents = filesOf(name, source ?? '', sources).flatMap(
    ([path, text]) => parseFile(path, text),
  );
  if (documents.length === 0) {
    throw new InputError(
      `Component "${name}": there is no object in "${source}"`,
    );
  }
  return documents;
}

function filesOf(
  component: string,
  source: string,
  sources: ClassSources,
): Array<[string, string]> {
  const path = source.replace(/^\.\//, '').replace(/\/+$/, '');
  const file = sources.get(path);
  if (file !== undefined) {
    return [[path, file]];
  }
  const within = [...sources]
    .filter(([name]) => name.startsWith(`${path}/`) && /\.ya?ml$/.test(name))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  if (within.length === 0) {
    throw new InputError(
      `Component "${component}": the class has no file and no folder with YAML files at "${source}"`,
    );
  }
  return within;
}

function parseFile(path: string, text: string): TemplateDocument[] {
  const documents = parseAllDocuments(text, { merge: false });
  // An empty file is answered as something other than a list.
  const list = Array.isArray(documents) ? documents : [];
  return list.flatMap((document, index) => {
    const [error] = document.errors;
    if (error) {
      throw new InputError(`${path}: ${error.message.split('\n')[0]}`);
    }
    const template: unknown = document.toJS({ maxAliasCount: 100 });
    return template === null || template === undefined
      ? []
      : [
          {
            origin: list.length > 1 ? `${path} (${index + 1})` : path,
            template,
          },
        ];
  });
}
