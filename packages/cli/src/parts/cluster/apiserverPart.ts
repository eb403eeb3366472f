import { join } from 'node:path';
import { stringify } from 'yaml';
import { z } from 'zod';
import { writeCertificateKubeconfig } from '../../cluster/kubeconfig';
import {
  clusterPki,
  etcdPki,
  frontProxyPki,
  LOOPBACK_NAMES,
} from '../../cluster/layout';
import {
  certificateFiles,
  ensurePki,
  ensureSigningKey,
} from '../../cluster/pki';
import { requireHealthy, tlsRequest } from '../../cluster/tlsRequest';
import type { Part, PartContext } from '../../platform/Part';
import { replaceIfChanged } from '../stateFiles';

const versionSchema = z.object({ gitVersion: z.string() });

/** Who signs in by certificate: file name, user, group. */
const CLIENTS = [
  ['admin', 'cairn-admin', 'system:masters'],
  ['controller-manager', 'system:kube-controller-manager', undefined],
  ['scheduler', 'system:kube-scheduler', undefined],
  ['kwok', 'cairn:kwok', undefined],
] as const;

/** Who may pass on another's identity to an aggregated API server. */
const FRONT_PROXY = 'cairn-front-proxy-client';

/** Anonymous requests may ask for health, as probes do, and nothing else. */
const AUTHENTICATION = {
  apiVersion: 'apiserver.config.k8s.io/v1',
  kind: 'AuthenticationConfiguration',
  anonymous: {
    enabled: true,
    conditions: [{ path: '/livez' }, { path: '/readyz' }, { path: '/healthz' }],
  },
};

function authenticationFile(state: string) {
  return join(state, 'config', 'kube-apiserver-authentication.yaml');
}

async function prepare({ state, ports }: PartContext): Promise<void> {
  const pki = clusterPki(state);
  await ensurePki(pki, 'cairn-cluster', [
    {
      name: 'apiserver',
      commonName: 'kube-apiserver',
      usage: ['server'],
      names: [
        ...LOOPBACK_NAMES,
        'kubernetes',
        'kubernetes.default',
        'kubernetes.default.svc',
        'kubernetes.default.svc.cluster.local',
        '10.96.0.1',
      ],
    },
    {
      name: 'components',
      commonName: 'cairn-components',
      usage: ['server'],
      names: LOOPBACK_NAMES,
    },
    ...CLIENTS.map(([name, commonName, organization]) => ({
      name,
      commonName,
      organization,
      usage: ['client'] as const,
    })),
  ]);
  await ensurePki(frontProxyPki(state), 'cairn-front-proxy', [
    { name: 'client', commonName: FRONT_PROXY, usage: ['client'] },
  ]);
  await ensureSigningKey(pki, 'service-accounts');
  await replaceIfChanged(authenticationFile(state), stringify(AUTHENTICATION));
  for (const [name] of CLIENTS) {
    await writeCertificateKubeconfig({ state, name, port: ports.apiserver });
  }
}

/** The Kubernetes API server: RBAC, default admission and NodeRestriction, loopback only. */
export const apiserverPart: Part = {
  name: 'kube-apiserver',
  title: 'Kubernetes API server',
  dependency: 'cluster:local',
  needs: ['etcd'],
  tools: ['kube-apiserver'],
  ports: ['apiserver'],
  prepare,

  async process({ state, ports, tool }) {
    const pki = clusterPki(state);
    const etcd = etcdPki(state);
    const frontProxy = frontProxyPki(state);
    const proxyClient = certificateFiles(frontProxy, 'client');
    const serving = certificateFiles(pki, 'apiserver');
    const etcdClient = certificateFiles(etcd, 'client');
    return {
      command: await tool('kube-apiserver'),
      args: [
        '--bind-address=127.0.0.1',
        // Else it looks for the machine's own address and does not start without a network.
        '--advertise-address=127.0.0.1',
        `--secure-port=${ports.apiserver}`,
        // The address of the `kubernetes` service would have to be another than loopback.
        '--endpoint-reconciler-type=none',
        `--etcd-servers=https://127.0.0.1:${ports.etcd}`,
        `--etcd-cafile=${join(etcd, 'ca.crt')}`,
        `--etcd-certfile=${etcdClient.certificate}`,
        `--etcd-keyfile=${etcdClient.key}`,
        `--tls-cert-file=${serving.certificate}`,
        `--tls-private-key-file=${serving.key}`,
        `--client-ca-file=${join(pki, 'ca.crt')}`,
        `--authentication-config=${authenticationFile(state)}`,
        '--authorization-mode=Node,RBAC',
        '--enable-admission-plugins=NodeRestriction',
        '--service-account-issuer=https://kubernetes.default.svc.cluster.local',
        `--service-account-key-file=${join(pki, 'service-accounts.pub')}`,
        `--service-account-signing-key-file=${join(
          pki,
          'service-accounts.key',
        )}`,
        // The controllers' own servers ask for these and complain without.
        `--requestheader-client-ca-file=${join(frontProxy, 'ca.crt')}`,
        `--requestheader-allowed-names=${FRONT_PROXY}`,
        '--requestheader-username-headers=X-Remote-User',
        '--requestheader-group-headers=X-Remote-Group',
        '--requestheader-extra-headers-prefix=X-Remote-Extra-',
        `--proxy-client-cert-file=${proxyClient.certificate}`,
        `--proxy-client-key-file=${proxyClient.key}`,
        '--service-cluster-ip-range=10.96.0.0/16',
        '--profiling=false',
        '--shutdown-delay-duration=0s',
        '--v=1',
      ],
    };
  },

  async probe({ state, ports, signal }) {
    const to = { pki: clusterPki(state), port: ports.apiserver, signal };
    await requireHealthy({ ...to, path: '/readyz?verbose' });
    const answer = await tlsRequest({
      ...to,
      client: 'admin',
      path: '/version',
    });
    const { gitVersion } = versionSchema.parse(JSON.parse(answer.text));
    return { version: gitVersion.replace(/^v/, '') };
  },
};
