import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, posix } from 'node:path';
import { promisify } from 'node:util';
import {
  resolveSafeChildPath,
  type LoggerService,
} from '@backstage/backend-plugin-api';
import { InputError, ServiceUnavailableError } from '@backstage/errors';
import type { PlannedFile } from '@cairn/plugin-golden-paths-common';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';

const run = promisify(execFile);

const TIMEOUT_MS = 20_000;
const MAX_OUTPUT_BYTES = 8 * 1024 * 1024;

const objectSchema = z.record(z.string(), z.unknown());
const failureSchema = z.object({
  code: z.union([z.string(), z.number()]).nullish(),
  stderr: z.string().optional(),
});

/** An object of an overlay, as it would be deployed. */
export interface RenderedObject {
  /** The overlay's folder. */
  path: string;
  object: Record<string, unknown>;
}

/**
 * Folders whose manifests would be deployed: each overlay, or, without any, the base. By convention
 * `deploy/overlays/*` and `deploy/base`.
 */
export function deployedFolders(files: readonly PlannedFile[]): string[] {
  const folders = files
    .filter(({ path }) => /^deploy\/.*kustomization\.ya?ml$/.test(path))
    .map(({ path }) => posix.dirname(path));
  const overlays = folders.filter(folder =>
    /^deploy\/overlays\/[^/]+$/.test(folder),
  );
  return overlays.length > 0
    ? overlays.sort()
    : folders.filter(folder => folder === 'deploy/base');
}

/** Renders manifests as Argo CD does, with its own tool. */
export class Kustomize {
  readonly #command: string;
  readonly #logger: LoggerService;

  constructor(options: { command: string; logger: LoggerService }) {
    this.#command = options.command;
    this.#logger = options.logger;
  }

  /**
   * @throws InputError where the manifests cannot be rendered
   * @throws ServiceUnavailableError where the tool is not there
   */
  async build(
    files: readonly PlannedFile[],
    folders: readonly string[],
  ): Promise<RenderedObject[]> {
    const root = await mkdtemp(`${tmpdir()}/cairn-manifests-`);
    try {
      for (const file of files) {
        const path = resolveSafeChildPath(root, file.path);
        await mkdir(dirname(path), { recursive: true });
        await writeFile(
          path,
          file.content ?? Buffer.from(file.base64 ?? '', 'base64'),
        );
      }
      const objects: RenderedObject[] = [];
      for (const folder of folders) {
        objects.push(...(await this.#buildOne(root, folder)));
      }
      return objects;
    } finally {
      await rm(root, { recursive: true, force: true }).catch(error =>
        this.#logger.warn(`${root} could not be removed: ${error}`),
      );
    }
  }

  async #buildOne(root: string, folder: string): Promise<RenderedObject[]> {
    const output = await this.#run(root, folder);
    return parseAllDocuments(output).flatMap(document => {
      const object = objectSchema.safeParse(document.toJS());
      return object.success ? [{ path: folder, object: object.data }] : [];
    });
  }

  async #run(root: string, folder: string): Promise<string> {
    try {
      const { stdout } = await run(this.#command, ['build', folder], {
        cwd: root,
        timeout: TIMEOUT_MS,
        maxBuffer: MAX_OUTPUT_BYTES,
        // Nothing is fetched: Git may speak no protocol, and the only way out is a proxy that does not exist.
        env: {
          HOME: root,
          PATH: process.env.PATH,
          GIT_ALLOW_PROTOCOL: 'none',
          HTTP_PROXY: 'http://127.0.0.1:9',
          HTTPS_PROXY: 'http://127.0.0.1:9',
        },
      });
      return stdout;
    } catch (error) {
      const { code, stderr } = failureSchema.parse(error);
      if (code === 'ENOENT') {
        throw new ServiceUnavailableError(
          `Kustomize is not there yet as ${
            this.#command
          }, so policy cannot judge the manifests`,
        );
      }
      throw new InputError(
        `Kustomize cannot render ${folder}: ${
          (stderr ?? '').replaceAll(root, '').trim().slice(0, 500) ||
          'it took too long or said too much'
        }`,
      );
    }
  }
}
