import { join } from 'node:path';
import { kubeconfigPath } from '../cluster/layout';
import { argocdTokenFile } from '../parts/argocd';
import { GIT_ORGANIZATION, gitTokenFile } from '../parts/git';
import { replaceFile } from '../parts/stateFiles';
import { portsFrom } from '../platform/ports';

/** A running local platform. */
export interface RunningState {
  state: string;
  /** Base port. */
  port: number;
  /** Of the PostgreSQL server for tests. */
  postgresUrl?: string;
}

/** Path of the file that tells tests and benchmarks where everything is (`CAIRN_TEST_PLATFORM`). */
export function platformDescriptionPath(state: string): string {
  return join(state, 'run', 'test-platform.json');
}

/** Writes that file. */
export async function describePlatform({
  state,
  port,
  postgresUrl,
}: RunningState): Promise<void> {
  const ports = portsFrom(port);
  await replaceFile(
    platformDescriptionPath(state),
    `${JSON.stringify(
      {
        stateDir: state,
        portalUrl: `http://localhost:${ports.portal}`,
        kubeconfig: {
          admin: kubeconfigPath(state, 'admin'),
          writer: kubeconfigPath(state, 'writer'),
          reader: kubeconfigPath(state, 'reader'),
        },
        opaUrl: `http://127.0.0.1:${ports.opa}`,
        argocd: {
          url: `http://127.0.0.1:${ports.argocdServer}`,
          tokenFile: argocdTokenFile(state),
          namespace: 'argocd',
        },
        git: {
          url: `http://localhost:${ports.git}`,
          tokenFile: gitTokenFile(state),
          organization: GIT_ORGANIZATION,
        },
        postgres: postgresUrl,
      },
      null,
      2,
    )}\n`,
  );
}
