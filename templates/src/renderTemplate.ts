import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { mockServices } from '@backstage/backend-test-utils';
import { ScmIntegrations } from '@backstage/integration';
import { createFetchTemplateAction } from '@backstage/plugin-scaffolder-backend';
import { mockCredentials } from '@backstage/backend-test-utils';
import { parse } from 'yaml';
import { z } from 'zod';

const templateSchema = z.object({
  spec: z.object({
    parameters: z.array(z.record(z.string(), z.unknown())),
    steps: z.array(
      z.object({
        id: z.string(),
        action: z.string(),
        input: z.record(z.string(), z.unknown()).default({}),
      }),
    ),
  }),
});

/** A template of this folder. */
export async function readTemplate(name: string) {
  return templateSchema.parse(
    parse(
      await readFile(resolve(__dirname, '..', name, 'template.yaml'), 'utf8'),
    ),
  ).spec;
}

/** What the scaffolder's own action writes of a skeleton with these values, in a folder of its own. */
export class RenderedTemplate {
  readonly folder: string;

  static async render(
    name: string,
    values: Record<string, unknown>,
  ): Promise<RenderedTemplate> {
    const folder = await mkdtemp(join(tmpdir(), 'cairn-template-'));
    const { steps } = await readTemplate(name);
    const { copyWithoutTemplating, url } = z
      .object({
        url: z.string(),
        copyWithoutTemplating: z.array(z.string()).optional(),
      })
      .parse(steps.find(({ action }) => action === 'fetch:template')?.input);
    const workspacePath = join(folder, 'out');
    await mkdir(workspacePath);
    let temporary = 0;
    await createFetchTemplateAction({
      reader: mockServices.urlReader.mock(),
      integrations: ScmIntegrations.fromConfig(mockServices.rootConfig()),
    }).handler({
      input: { url, values, copyWithoutTemplating },
      logger: mockServices.logger.mock(),
      workspacePath,
      output: () => {},
      checkpoint: ({ fn }) => Promise.resolve(fn()),
      createTemporaryDirectory: async () => {
        temporary += 1;
        const path = join(folder, `temporary-${temporary}`);
        await mkdir(path);
        return path;
      },
      getInitiatorCredentials: async () => mockCredentials.user(),
      task: { id: 'test' },
      templateInfo: {
        entityRef: `template:default/${name}`,
        baseUrl: pathToFileURL(
          resolve(__dirname, '..', name, 'template.yaml'),
        ).toString(),
      },
    });
    return new RenderedTemplate(folder);
  }

  private constructor(folder: string) {
    this.folder = folder;
  }

  get root(): string {
    return join(this.folder, 'out');
  }

  read(path: string): Promise<string> {
    return readFile(join(this.root, path), 'utf8');
  }

  /** Paths of all files, in a stable order. */
  async files(): Promise<string[]> {
    const entries = await readdir(this.root, {
      recursive: true,
      withFileTypes: true,
    });
    return entries
      .filter(entry => entry.isFile())
      .map(entry =>
        join(entry.parentPath, entry.name).slice(this.root.length + 1),
      )
      .sort();
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}
