import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { UrlReaderService } from '@backstage/backend-plugin-api';
import {
  ANNOTATION_LOCATION,
  parseLocationRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import type { FileContent } from '../clients/ScaffolderClient';

/** The scaffolder takes 10 MB, in base64 and with the rest of the request. */
const MAX_BYTES = 6_000_000;

/** Reads the folder that a template lies in: where the catalog has it from, and nowhere else. */
export class TemplateFiles {
  readonly #reader: UrlReaderService;

  constructor(reader: UrlReaderService) {
    this.#reader = reader;
  }

  /** @throws InputError where the folder cannot be read, or is too large */
  async read(template: Entity): Promise<FileContent[]> {
    const ref = stringifyEntityRef(template);
    const location = template.metadata.annotations?.[ANNOTATION_LOCATION];
    if (!location) {
      throw new InputError(`The catalog does not say where ${ref} comes from`);
    }
    // Set by the catalog itself, unlike the source location, which an entity may choose.
    const { type, target } = parseLocationRef(location);
    const files =
      type === 'file'
        ? await readFolder(dirname(target))
        : await this.#readTree(target, ref);
    const size = files.reduce((sum, { content }) => sum + content.length, 0);
    if (size > MAX_BYTES) {
      throw new InputError(
        `The folder of ${ref} has ${size} bytes; a template may have ${MAX_BYTES}`,
      );
    }
    return files;
  }

  async #readTree(target: string, ref: string): Promise<FileContent[]> {
    try {
      const tree = await this.#reader.readTree(new URL('.', target).toString());
      return await Promise.all(
        (
          await tree.files()
        ).map(async file => ({
          path: file.path,
          content: await file.content(),
          executable: false,
        })),
      );
    } catch (error) {
      throw new InputError(`The folder of ${ref} cannot be read`, error);
    }
  }
}

async function readFolder(folder: string, below = ''): Promise<FileContent[]> {
  const entries = await readdir(join(folder, below), { withFileTypes: true });
  const files = await Promise.all(
    entries.map(async (entry): Promise<FileContent[]> => {
      const path = below ? `${below}/${entry.name}` : entry.name;
      if (entry.isDirectory()) {
        return entry.name === 'node_modules' ? [] : readFolder(folder, path);
      }
      return entry.isFile()
        ? [
            {
              path,
              content: await readFile(join(folder, path)),
              executable: false,
            },
          ]
        : [];
    }),
  );
  return files.flat();
}
