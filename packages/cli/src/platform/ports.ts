import { createServer } from 'node:net';
import type { PortName } from './Part';

/** Where the portal listens unless told otherwise. All other ports follow from it. */
export const DEFAULT_BASE_PORT = 7007;

/** Where the platform of `./cairn test` listens unless told otherwise. */
export const DEFAULT_TEST_PORT = 7107;

/** Distance of each port from the base port. Fixed: configuration and documentation name them. */
export const PORT_OFFSETS: Readonly<Record<PortName, number>> = {
  portal: 0,
  identity: 1,
  git: 2,
  opa: 3,
  apiserver: 4,
  etcd: 5,
  etcdPeer: 6,
  controllerManager: 7,
  scheduler: 8,
  kwok: 9,
  argocdServer: 10,
  argocdRepoServer: 11,
  argocdRepoServerMetrics: 12,
  argocdControllerMetrics: 13,
  redis: 14,
  argocdServerMetrics: 15,
  opaDiagnostics: 16,
  pipelineRunner: 18,
};

/** Distance of the port of the tests' PostgreSQL. */
export const TEST_POSTGRES_OFFSET = 17;

/** The last offset in use. */
export const LAST_OFFSET = 18;

/** The ports of a platform whose portal listens on `base`. */
export function portsFrom(base: number): Record<PortName, number> {
  return {
    portal: base + PORT_OFFSETS.portal,
    identity: base + PORT_OFFSETS.identity,
    git: base + PORT_OFFSETS.git,
    opa: base + PORT_OFFSETS.opa,
    apiserver: base + PORT_OFFSETS.apiserver,
    etcd: base + PORT_OFFSETS.etcd,
    etcdPeer: base + PORT_OFFSETS.etcdPeer,
    controllerManager: base + PORT_OFFSETS.controllerManager,
    scheduler: base + PORT_OFFSETS.scheduler,
    kwok: base + PORT_OFFSETS.kwok,
    argocdServer: base + PORT_OFFSETS.argocdServer,
    argocdRepoServer: base + PORT_OFFSETS.argocdRepoServer,
    argocdRepoServerMetrics: base + PORT_OFFSETS.argocdRepoServerMetrics,
    argocdControllerMetrics: base + PORT_OFFSETS.argocdControllerMetrics,
    redis: base + PORT_OFFSETS.redis,
    argocdServerMetrics: base + PORT_OFFSETS.argocdServerMetrics,
    opaDiagnostics: base + PORT_OFFSETS.opaDiagnostics,
    pipelineRunner: base + PORT_OFFSETS.pipelineRunner,
  };
}

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise(resolve => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) =>
      // No such address family here: nobody can be in the way on it.
      resolve(['EADDRNOTAVAIL', 'EAFNOSUPPORT'].includes(error.code ?? '')),
    );
    server.listen({ port, host, exclusive: true }, () =>
      server.close(() => resolve(true)),
    );
  });
}

/** Whether a loopback port can be listened on, by IPv4, and by IPv6 where there is any: `localhost` may mean either. */
export async function isFree(port: number): Promise<boolean> {
  return (await canListen(port, '127.0.0.1')) && (await canListen(port, '::1'));
}
