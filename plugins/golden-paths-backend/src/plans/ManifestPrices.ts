import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Price } from '@cairn/plugin-cost-common';
import type { PriceLists } from '@cairn/plugin-cost-node';
import type {
  EnvironmentInput,
  PlannedEnvironment,
} from '@cairn/plugin-golden-paths-common';
import type { RenderedObject } from '../render/Kustomize';

const isApplication = ({ object }: Price['unpriced'][number]) =>
  object.kind === 'Application' && object.apiVersion.startsWith('argoproj.io/');

/**
 * Adds to the price of an environment what the repository's manifests ask for. The environment's own plan cannot: the
 * repository is not there yet when it is made.
 */
export class ManifestPrices {
  readonly #priceLists: PriceLists;
  readonly #logger: LoggerService;

  constructor(options: { priceLists: PriceLists; logger: LoggerService }) {
    this.#priceLists = options.priceLists;
    this.#logger = options.logger;
  }

  /**
   * The environments with what is known of their price. One whose price cannot be told stays as its own plan has it: a
   * price list that cannot be read keeps nobody from planning.
   *
   * @param repository - `owner/name` of the repository that the manifests are in
   */
  async add(
    environments: readonly PlannedEnvironment[],
    options: {
      inputs: readonly EnvironmentInput[];
      repository: string;
      manifests: readonly RenderedObject[];
    },
  ): Promise<PlannedEnvironment[]> {
    const { inputs, repository, manifests } = options;
    return Promise.all(
      environments.map(async environment => {
        const parameters = inputs.find(
          ({ name }) => name === environment.name,
        )?.parameters;
        const objects =
          parameters?.repository === repository
            ? manifests.filter(({ path }) => path === parameters.path)
            : [];
        const price = environment.price;
        return price && objects.length > 0
          ? {
              ...environment,
              price: await this.#with(price, objects, clusterOf(environment)),
            }
          : environment;
      }),
    );
  }

  async #with(
    price: Price,
    objects: readonly RenderedObject[],
    cluster: string | undefined,
  ): Promise<Price> {
    // Of several, nobody can say which one deploys this folder.
    if (price.unpriced.filter(isApplication).length !== 1) {
      return price;
    }
    const deployed = await this.#priceLists
      .priceOf(objects.map(({ object }) => ({ object, cluster })))
      .catch(error => {
        this.#logger.warn(`Manifests have no price: ${error}`);
        return undefined;
      });
    if (deployed?.priceList.digest !== price.priceList.digest) {
      return price;
    }
    const unpriced = [
      ...price.unpriced.filter(one => !isApplication(one)),
      ...deployed.unpriced,
    ];
    return {
      ...price,
      monthlyMicros: price.monthlyMicros + deployed.monthlyMicros,
      lines: [...price.lines, ...deployed.lines],
      unpriced,
      complete: unpriced.length === 0,
    };
  }
}

function clusterOf({ changes }: PlannedEnvironment): string | undefined {
  return changes.find(({ ref }) => ref.kind === 'Namespace')?.ref.cluster;
}
