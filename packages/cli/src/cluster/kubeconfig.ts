import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { replaceIfChanged } from '../parts/stateFiles';
import { clusterPki, kubeconfigPath } from './layout';
import { certificateFiles } from './pki';

/** Writes a kubeconfig that signs in by a client certificate of the local cluster. Everything is inside the file. */
export async function writeCertificateKubeconfig(options: {
  state: string;
  /** File name, and name of the certificate. */
  name: string;
  port: number;
}): Promise<string> {
  const { state, name, port } = options;
  const pki = clusterPki(state);
  const files = certificateFiles(pki, name);
  const base64 = async (path: string) =>
    (await readFile(path)).toString('base64');
  const path = kubeconfigPath(state, name);
  await replaceIfChanged(
    path,
    stringify({
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [
        {
          name: 'cairn-local',
          cluster: {
            server: `https://127.0.0.1:${port}`,
            'certificate-authority-data': await base64(join(pki, 'ca.crt')),
          },
        },
      ],
      users: [
        {
          name,
          user: {
            'client-certificate-data': await base64(files.certificate),
            'client-key-data': await base64(files.key),
          },
        },
      ],
      contexts: [
        {
          name: 'cairn-local',
          context: { cluster: 'cairn-local', user: name },
        },
      ],
      'current-context': 'cairn-local',
    }),
  );
  return path;
}
