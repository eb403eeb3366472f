import type { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { ANNOTATION_KUBERNETES_AUTH_PROVIDER } from '@backstage/plugin-kubernetes-common';
import type {
  ClusterDetails,
  KubernetesClustersSupplier,
} from '@backstage/plugin-kubernetes-node';
import type { ClusterInfo, Clusters } from '@cairn/plugin-clusters-node';

/**
 * The clusters of `cairn.clusters` for Backstage's Kubernetes plugin, with the reader's credential only: its proxy sends any
 * request of anyone who may use it, so the writer's must never get there. Read at each question, because tokens are
 * renewed and clusters come later than the backend.
 */
export class ReaderClusters implements KubernetesClustersSupplier {
  readonly #clusters: Clusters;
  readonly #logger: LoggerService;
  /** What was said last of a cluster that is left out. */
  readonly #said = new Map<string, string>();

  constructor(options: { clusters: Clusters; logger: LoggerService }) {
    this.#clusters = options.clusters;
    this.#logger = options.logger;
  }

  /** Those whose credential is there. */
  async getClusters(): Promise<ClusterDetails[]> {
    const details = await Promise.all(
      this.#clusters.list().map(info => this.#detailsOf(info)),
    );
    return details.filter(detail => detail !== undefined);
  }

  async #detailsOf(info: ClusterInfo): Promise<ClusterDetails | undefined> {
    try {
      const access = await this.#clusters.get(info.name).readerAccess();
      if (!access.token) {
        // Without a token the plugin would take the backend's own service account.
        return this.#leaveOut(
          info,
          'its reader has no bearer token, which the Kubernetes plugin needs',
        );
      }
      this.#said.delete(info.name);
      return {
        name: info.name,
        title: info.title,
        url: access.server,
        authMetadata: {
          [ANNOTATION_KUBERNETES_AUTH_PROVIDER]: 'serviceAccount',
          serviceAccountToken: access.token,
        },
        caData:
          access.certificateAuthority &&
          Buffer.from(access.certificateAuthority, 'utf8').toString('base64'),
        skipTLSVerify: false,
        skipMetricsLookup: info.simulated,
      };
    } catch (error) {
      return this.#leaveOut(
        info,
        isError(error) ? error.message : String(error),
      );
    }
  }

  #leaveOut(info: ClusterInfo, why: string): undefined {
    if (this.#said.get(info.name) !== why) {
      this.#said.set(info.name, why);
      this.#logger.info(
        `The Kubernetes tab does not show cluster "${info.name}": ${why}`,
      );
    }
    return undefined;
  }
}
