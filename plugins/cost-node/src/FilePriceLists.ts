import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { Config } from '@backstage/config';
import { InputError, NotFoundError } from '@backstage/errors';
import {
  parsePriceList,
  priceOf,
  type ObjectToPrice,
  type Price,
  type PriceList,
} from '@cairn/plugin-cost-common';
import canonicalize from 'canonicalize';
import { parse as parseYaml } from 'yaml';
import type { PriceLists } from './PriceLists';

/** A price list is a page or two. */
const MOST_BYTES = 1024 * 1024;

/** The price list of a YAML file. It is looked at with each question and read again after it changed. */
export class FilePriceLists implements PriceLists {
  readonly #file: string | undefined;
  #last: { version: string; list: Promise<PriceList> } | undefined;

  /** `cairn.cost.priceList`, relative to the backend's working directory. */
  static fromConfig(config: Config): FilePriceLists {
    const file = config.getOptionalString('cairn.cost.priceList');
    return new FilePriceLists({ file: file && resolve(file) });
  }

  /** @param options.file - absolute path; absent: there is no price list */
  constructor(options: { file?: string }) {
    this.#file = options.file || undefined;
  }

  async get(): Promise<PriceList | undefined> {
    if (!this.#file) {
      return undefined;
    }
    const { version, content } = await readFile(
      this.#file,
      this.#last?.version,
    );
    if (!this.#last || content !== undefined) {
      const list = listOf(content ?? '', basename(this.#file));
      list.catch(() => undefined);
      this.#last = { version, list };
    }
    return this.#last.list;
  }

  async priceOf(objects: ObjectToPrice[]): Promise<Price | undefined> {
    const list = await this.get();
    return list && priceOf(objects, list);
  }
}

/**
 * @param known - the version that was read before
 * @returns no content where the file is still of that version
 */
async function readFile(
  path: string,
  known: string | undefined,
): Promise<{ version: string; content?: string }> {
  let file;
  try {
    file = await open(path);
  } catch (error) {
    throw new NotFoundError(
      `The price list ${path} (cairn.cost.priceList) cannot be read: ${
        error instanceof Error ? error.message : error
      }`,
    );
  }
  try {
    const { mtimeNs, ino, size } = await file.stat({ bigint: true });
    const version = `${mtimeNs} ${ino} ${size}`;
    if (version === known) {
      return { version };
    }
    if (size > MOST_BYTES) {
      throw new InputError(
        `The price list ${path} has ${size} bytes; at most ${MOST_BYTES} are read`,
      );
    }
    return { version, content: await file.readFile('utf8') };
  } finally {
    await file.close();
  }
}

async function listOf(content: string, name: string): Promise<PriceList> {
  const definition = parsePriceList(readYaml(content, name), name);
  const canonical = canonicalize(definition) ?? '';
  return {
    ...definition,
    digest: `sha256:${createHash('sha256').update(canonical).digest('hex')}`,
  };
}

function readYaml(content: string, name: string): unknown {
  try {
    return parseYaml(content);
  } catch (error) {
    throw new InputError(
      `${name} is not a price list: ${
        error instanceof Error ? error.message : error
      }`,
    );
  }
}
