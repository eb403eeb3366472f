import { InputError } from '@backstage/errors';
import { z } from 'zod';
import { kubeconfigPath } from '../../cluster/layout';
import type { PartContext } from '../../platform/Part';
import type { Kubectl } from '../Kubectl';
import { replaceFile } from '../stateFiles';
import { renderTokenKubeconfig } from './tokenKubeconfig';

/**
 * Tokens are asked for (TokenRequest) rather than kept in the cluster as Secrets: they end by themselves, nobody who may
 * read Secrets can take them, and a rebuilt cluster refuses them. A platform that runs for longer is started again before.
 */
const TOKEN_DURATION = '2160h';

const clusterSchema = z.object({
  clusters: z
    .array(
      z.object({
        cluster: z.object({
          server: z.string(),
          'certificate-authority-data': z.string(),
        }),
      }),
    )
    .length(1),
});

/** Writes the kubeconfig of a ServiceAccount, with a new token, as `kubeconfig/FILE.yaml`. */
export async function writeAccountKubeconfig(
  context: PartContext,
  kubectl: Kubectl,
  account: { namespace: string; name: string; file: string },
): Promise<string> {
  const { namespace, name, file } = account;
  const known = clusterSchema.safeParse(
    JSON.parse(
      await kubectl.run([
        'config',
        'view',
        '--raw',
        '--minify',
        '--flatten',
        '--output=json',
      ]),
    ),
  );
  const cluster = known.data?.clusters[0]?.cluster;
  if (!cluster) {
    throw new InputError(
      `${kubeconfigPath(
        context.state,
        'admin',
      )} does not name one cluster with its certificate authority`,
    );
  }
  const token = await kubectl.run([
    'create',
    'token',
    name,
    `--namespace=${namespace}`,
    `--duration=${TOKEN_DURATION}`,
  ]);
  const path = kubeconfigPath(context.state, file);
  await replaceFile(
    path,
    renderTokenKubeconfig({
      server: cluster.server,
      authorityData: cluster['certificate-authority-data'],
      account: name,
      token: token.trim(),
    }),
  );
  return path;
}
