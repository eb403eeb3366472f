import { join } from 'node:path';
import { clusterPki, kubeconfigPath } from '../../cluster/layout';
import { certificateFiles } from '../../cluster/pki';
import { requireHealthy } from '../../cluster/tlsRequest';
import type { Part, PartContext, PortName } from '../../platform/Part';

/** Flags that both controllers share: who they are, and that they listen on loopback with a verified certificate. */
function commonFlags(
  { state, ports }: PartContext,
  identity: string,
  port: PortName,
): string[] {
  const pki = clusterPki(state);
  const kubeconfig = kubeconfigPath(state, identity);
  const serving = certificateFiles(pki, 'components');
  return [
    `--kubeconfig=${kubeconfig}`,
    `--authentication-kubeconfig=${kubeconfig}`,
    `--authorization-kubeconfig=${kubeconfig}`,
    '--authentication-tolerate-lookup-failure=true',
    '--bind-address=127.0.0.1',
    `--secure-port=${ports[port]}`,
    `--tls-cert-file=${serving.certificate}`,
    `--tls-private-key-file=${serving.key}`,
    `--client-ca-file=${join(pki, 'ca.crt')}`,
    // There is only one; an election would only make it slower to start.
    '--leader-elect=false',
    '--profiling=false',
    '--v=1',
  ];
}

function controllerPart(options: {
  name: 'kube-controller-manager' | 'kube-scheduler';
  title: string;
  identity: string;
  port: PortName;
  flags: (context: PartContext) => string[];
}): Part {
  const { name, title, identity, port } = options;
  return {
    name,
    title,
    dependency: 'cluster:local',
    needs: ['kube-apiserver'],
    tools: [name],
    ports: [port],
    async process(context) {
      return {
        command: await context.tool(name),
        args: [
          ...commonFlags(context, identity, port),
          ...options.flags(context),
        ],
      };
    },
    async probe({ state, ports, signal }) {
      await requireHealthy({
        pki: clusterPki(state),
        port: ports[port],
        path: '/healthz',
        signal,
      });
      return {};
    },
  };
}

/** Kubernetes' own controllers. */
export const controllerManagerPart = controllerPart({
  name: 'kube-controller-manager',
  title: 'Kubernetes controller manager',
  identity: 'controller-manager',
  port: 'controllerManager',
  flags: ({ state }) => {
    const pki = clusterPki(state);
    return [
      '--use-service-account-credentials=true',
      `--service-account-private-key-file=${join(pki, 'service-accounts.key')}`,
      `--root-ca-file=${join(pki, 'ca.crt')}`,
      `--cluster-signing-cert-file=${join(pki, 'ca.crt')}`,
      `--cluster-signing-key-file=${join(pki, 'ca.key')}`,
      // See simulatedStorage.
      '--enable-hostpath-provisioner=true',
    ];
  },
});

/** Puts pods on the simulated nodes. */
export const schedulerPart = controllerPart({
  name: 'kube-scheduler',
  title: 'Kubernetes scheduler',
  identity: 'scheduler',
  port: 'scheduler',
  flags: () => [],
});
