import { stringify } from 'yaml';

/** A kubeconfig that signs in with a ServiceAccount's token and verifies the cluster by its own authority. */
export function renderTokenKubeconfig(options: {
  server: string;
  /** PEM, base64 encoded, as kubeconfig files carry it. */
  authorityData: string;
  account: string;
  token: string;
}): string {
  const { server, authorityData, account, token } = options;
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: 'cairn-local',
        cluster: { server, 'certificate-authority-data': authorityData },
      },
    ],
    users: [{ name: account, user: { token } }],
    contexts: [
      {
        name: 'cairn-local',
        context: { cluster: 'cairn-local', user: account },
      },
    ],
    'current-context': 'cairn-local',
  });
}
