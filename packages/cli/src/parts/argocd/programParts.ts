import { dirname, delimiter } from 'node:path';
import { z } from 'zod';
import type { Part, PartContext } from '../../platform/Part';
import { kubeconfigPath } from '../../cluster/layout';
import { readJson, readText } from '../http';
import {
  ARGOCD_ACCOUNTS,
  ARGOCD_NAMESPACE,
  argocdEnvironment,
  argocdUrl,
  inClusterEnvironment,
} from './layout';
import { redisPassword } from './redisPart';
import { ensureArgocdToken } from './token';

const versionSchema = z.object({ Version: z.string() });

async function environment(context: PartContext, program: string) {
  return argocdEnvironment(
    context,
    program,
    await redisPassword(context.state),
  );
}

function redisFlags({ ports }: PartContext): string[] {
  return ['--redis', `127.0.0.1:${ports.redis}`];
}

function repoServerFlags({ ports }: PartContext): string[] {
  return [
    '--repo-server',
    `127.0.0.1:${ports.argocdRepoServer}`,
    '--repo-server-plaintext',
  ];
}

function clusterFlags(context: PartContext, account: string): string[] {
  return [
    '--kubeconfig',
    kubeconfigPath(context.state, account),
    '--namespace',
    ARGOCD_NAMESPACE,
  ];
}

async function healthy(context: PartContext, port: number): Promise<void> {
  await readText(`http://127.0.0.1:${port}/healthz`, {
    signal: context.signal,
  });
}

/** Argo CD's repository server: reads Git, renders with Kustomize and Helm. */
export const argocdRepoServerPart: Part = {
  name: 'argocd-repo-server',
  title: 'Argo CD’s repository server',
  dependency: 'argocd:local',
  needs: ['redis'],
  tools: ['argocd', 'kustomize', 'helm'],
  ports: ['argocdRepoServer', 'argocdRepoServerMetrics'],

  async process(context) {
    const command = await context.tool('argocd');
    // It looks for these by name.
    const tools = [
      command,
      await context.tool('kustomize'),
      await context.tool('helm'),
    ].map(path => dirname(path));
    return {
      command,
      args: [
        '--address',
        '127.0.0.1',
        '--port',
        String(context.ports.argocdRepoServer),
        '--metrics-address',
        '127.0.0.1',
        '--metrics-port',
        String(context.ports.argocdRepoServerMetrics),
        '--disable-tls',
        ...redisFlags(context),
      ],
      env: {
        ...(await environment(context, 'argocd-repo-server')),
        PATH: [...tools, process.env.PATH].join(delimiter),
      },
    };
  },

  async probe(context) {
    await healthy(context, context.ports.argocdRepoServerMetrics);
    return {};
  },
};

/** Argo CD's API server. Plain HTTP: it is on loopback, as everything that speaks to it. */
export const argocdServerPart: Part = {
  name: 'argocd-server',
  title: 'Argo CD’s API',
  dependency: 'argocd:local',
  needs: ['argocd-configuration', 'argocd-repo-server'],
  tools: ['argocd', 'kubectl'],
  ports: ['argocdServer', 'argocdServerMetrics'],

  async process(context) {
    return {
      command: await context.tool('argocd'),
      args: [
        '--address',
        '127.0.0.1',
        '--port',
        String(context.ports.argocdServer),
        '--metrics-address',
        '127.0.0.1',
        '--metrics-port',
        String(context.ports.argocdServerMetrics),
        '--insecure',
        ...clusterFlags(context, ARGOCD_ACCOUNTS.server),
        ...repoServerFlags(context),
        ...redisFlags(context),
      ],
      env: {
        ...(await environment(context, 'argocd-server')),
        ...inClusterEnvironment(context, ARGOCD_ACCOUNTS.server),
      },
    };
  },

  async probe(context) {
    const answer = await readJson(`${argocdUrl(context)}/api/version`, {
      signal: context.signal,
    });
    const { Version: version } = versionSchema.parse(answer);
    return { version: version.replace(/^v/, '').replace(/\+.*$/, '') };
  },

  setUp: ensureArgocdToken,
};

/**
 * Argo CD's application controller. Its metrics listen on every interface whatever its flags say; they tell names of
 * applications, clusters and projects, and take no commands.
 */
export const argocdControllerPart: Part = {
  name: 'argocd-application-controller',
  title: 'Argo CD’s controller',
  dependency: 'argocd:local',
  // The server makes the keys and the default project, which the controller would complain about.
  needs: ['argocd-server'],
  tools: ['argocd'],
  ports: ['argocdControllerMetrics'],

  async process(context) {
    return {
      command: await context.tool('argocd'),
      args: [
        '--metrics-port',
        String(context.ports.argocdControllerMetrics),
        ...clusterFlags(context, ARGOCD_ACCOUNTS.controller),
        ...repoServerFlags(context),
        ...redisFlags(context),
      ],
      env: {
        ...(await environment(context, 'argocd-application-controller')),
        ...inClusterEnvironment(context, ARGOCD_ACCOUNTS.controller),
      },
    };
  },

  async probe(context) {
    await healthy(context, context.ports.argocdControllerMetrics);
    return {};
  },
};
