import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { Part, PartContext } from '../../platform/Part';
import { pinnedTool } from '../../tools/pinned';
import { toolDefinition } from '../../tools/definitions';
import { GIT_ORGANIZATION, GitHost, gitTokenFile } from '../git';
import { readJson } from '../http';
import {
  readOrCreateSecret,
  replaceIfChanged,
  secretPath,
} from '../stateFiles';
import {
  pipelinesFolders,
  PIPELINES_SECRETS,
  pipelinesTokenFile,
  pipelinesUrl,
} from './layout';
import { npmRegistry } from './npmRegistry';

const healthSchema = z.object({ status: z.literal('ok') });

/** Folder of the runner's sources. */
function runnerFolder(): string {
  return dirname(require.resolve('@cairn/pipeline-runner/package.json'));
}

/** What the runner's process is told (`platform/pipeline-runner/src/settings.ts`). */
async function settingsOf(context: PartContext) {
  const { state, ports, tool, signal } = context;
  const folders = pipelinesFolders(state);
  const registry = await npmRegistry(signal);
  return {
    address: '127.0.0.1',
    port: ports.pipelineRunner,
    dataFolder: folders.data,
    workFolder: folders.work,
    npmCacheFolder: folders.npmCache,
    webhookSecretFile: secretPath(state, PIPELINES_SECRETS.webhook),
    apiTokenFile: pipelinesTokenFile(state),
    git: {
      url: `http://127.0.0.1:${ports.git}`,
      tokenFile: gitTokenFile(state),
      organization: GIT_ORGANIZATION,
    },
    runPage: `http://localhost:${ports.portal}/catalog/default/component/{name}/pipelines/{run}`,
    policyUrl: `http://127.0.0.1:${ports.opa}`,
    programs: {
      act: await tool('act'),
      kustomize: await tool('kustomize'),
      opa: await tool('opa'),
    },
    environment: registry ? { npm_config_registry: registry } : {},
  };
}

/**
 * Runs the pipelines of what is pushed to the Git host, on this machine and as the person who ran `./cairn up`
 * (`platform/pipeline-runner`).
 */
export const pipelinesPart: Part = {
  name: 'pipelines',
  title: 'Pipeline runner',
  dependency: 'pipelines',
  needs: ['gitea'],
  tools: ['act', 'kustomize', 'opa'],
  ports: ['pipelineRunner'],

  async prepare(context) {
    await readOrCreateSecret(context.state, PIPELINES_SECRETS.webhook);
    await readOrCreateSecret(context.state, PIPELINES_SECRETS.token);
    await replaceIfChanged(
      pipelinesFolders(context.state).settings,
      `${JSON.stringify(await settingsOf(context), null, 2)}\n`,
    );
  },

  async process(context) {
    return {
      command: process.execPath,
      args: [
        '--enable-source-maps',
        '--require',
        require.resolve('@backstage/cli-node/config/nodeTransform.cjs'),
        join(runnerFolder(), 'src', 'main.ts'),
        pipelinesFolders(context.state).settings,
      ],
      env: { NODE_ENV: 'production', NODE_NO_WARNINGS: '1' },
      cwd: context.root,
    };
  },

  async probe({ root, ports, signal }) {
    healthSchema.parse(
      await readJson(`${pipelinesUrl(ports)}/healthz`, { signal }),
    );
    return {
      version: `act ${pinnedTool(root, toolDefinition('act')).version}`,
    };
  },

  async setUp(context) {
    const host = await GitHost.of(context);
    await host.ensurePushHook(
      `${pipelinesUrl(context.ports)}/hooks/push`,
      await readOrCreateSecret(context.state, PIPELINES_SECRETS.webhook),
    );
  },
};
