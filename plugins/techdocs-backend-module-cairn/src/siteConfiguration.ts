import { InputError } from '@backstage/errors';
import { parseDocument } from 'yaml';

/** The names that MkDocs' configuration may have. The generator takes the first that there is. */
export const SITE_FILES = ['mkdocs.yaml', 'mkdocs.yml'];

/** MkDocs' own default. */
const DEFAULT_DOCS_DIRECTORY = 'docs';

/** The `docs_dir` that a site's configuration names, as it is written there; `docs` where it names none. */
export function docsDirectoryOf(site: { file: string; text: string }): string {
  // MkDocs has tags of its own, such as !!python/name, which are not for us to judge.
  const document = parseDocument(site.text, { logLevel: 'silent' });
  const [problem] = document.errors;
  if (problem) {
    throw new InputError(
      `${site.file} is not YAML: ${problem.message} Correct it, and open the docs again.`,
    );
  }
  const named: unknown = document.get('docs_dir');
  if (named === undefined || named === null || named === '') {
    return DEFAULT_DOCS_DIRECTORY;
  }
  if (typeof named !== 'string') {
    throw new InputError(
      `docs_dir in ${site.file} is not the name of a folder. Name one that is beside ${site.file}, or leave it out for ${DEFAULT_DOCS_DIRECTORY}.`,
    );
  }
  return named;
}
