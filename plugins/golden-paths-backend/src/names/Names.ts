import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Clusters } from '@cairn/plugin-clusters-node';
import {
  environmentNamespace,
  type EnvironmentsApi,
} from '@cairn/plugin-environments-common';
import {
  startEnvironmentName,
  whyNoServiceName,
  type NameAvailability,
  type NamePlace,
} from '@cairn/plugin-golden-paths-common';
import type { GitHostClient } from '../clients/GitHostClient';

type PlaceAnswer = NameAvailability['places'][number];

/** What has a name already; undefined: nothing. */
type Question = () => Promise<string | undefined>;

const NOT_ASKED: Record<NamePlace, string> = {
  git: 'The Git host cannot be asked now, so nobody knows whether the name is free there.',
  catalog:
    'The catalog cannot be asked now, so nobody knows whether the name is free there.',
  cluster:
    'A cluster cannot be asked now, so nobody knows whether the name is free there.',
  environments:
    'The environments cannot be asked now, so nobody knows whether the name is free there.',
};

const FREE: Record<NamePlace, string> = {
  git: 'No repository has this name.',
  catalog: 'Nothing in the catalog has this name.',
  cluster: 'No namespace has a name that is made of it.',
  environments: 'No environment has a name that is made of it.',
};

/** Whether a name can be had, asked everywhere where it would be used, each time anew. */
export class Names {
  readonly #auth: AuthService;
  readonly #catalog: CatalogService;
  readonly #clusters: Clusters;
  readonly #environments: Pick<EnvironmentsApi, 'getEnvironment'>;
  readonly #gitHost: GitHostClient | undefined;
  readonly #logger: LoggerService;

  constructor(options: {
    auth: AuthService;
    catalog: CatalogService;
    clusters: Clusters;
    /** Asks in this plugin's own name: a name is taken also where the person may not see by what. */
    environments: Pick<EnvironmentsApi, 'getEnvironment'>;
    /** Undefined where none is configured. */
    gitHost: GitHostClient | undefined;
    logger: LoggerService;
  }) {
    this.#auth = options.auth;
    this.#catalog = options.catalog;
    this.#clusters = options.clusters;
    this.#environments = options.environments;
    this.#gitHost = options.gitHost;
    this.#logger = options.logger;
  }

  /** @param environments - what the environments are for that the service would start with, for example `dev` */
  async check(
    name: string,
    environments: readonly string[],
  ): Promise<NameAvailability> {
    const invalid = whyNoServiceName(name);
    if (invalid) {
      return { name, available: false, places: [], invalid };
    }
    const names = environments.map(suffix =>
      startEnvironmentName(name, suffix),
    );
    const places = await Promise.all([
      this.#ask('git', () => this.#inGit(name)),
      this.#ask('catalog', () => this.#inCatalog(name, names)),
      this.#ask('cluster', () => this.#inClusters(names)),
      this.#ask('environments', () => this.#inEnvironments(names)),
    ]);
    return {
      name,
      available: places.every(({ state }) => state === 'free'),
      places,
    };
  }

  async #ask(place: NamePlace, question: Question): Promise<PlaceAnswer> {
    try {
      const taken = await question();
      return taken
        ? { place, state: 'taken', message: taken }
        : { place, state: 'free', message: FREE[place] };
    } catch (error) {
      this.#logger.warn(`A name could not be checked (${place}): ${error}`);
      return { place, state: 'unknown', message: NOT_ASKED[place] };
    }
  }

  async #inGit(name: string): Promise<string | undefined> {
    if (!this.#gitHost) {
      throw new Error('no Git host is configured (cairn.git)');
    }
    return (await this.#gitHost.hasRepository(name))
      ? `The Git host has a repository ${name} already.`
      : undefined;
  }

  async #inCatalog(
    name: string,
    environments: string[],
  ): Promise<string | undefined> {
    const refs = [
      `component:default/${name}`,
      `api:default/${name}`,
      ...environments.map(environment => `resource:default/${environment}`),
    ];
    const { items } = await this.#catalog.getEntitiesByRefs(
      { entityRefs: refs, fields: ['kind', 'metadata.name'] },
      { credentials: await this.#auth.getOwnServiceCredentials() },
    );
    const taken = refs.filter((_, index) => items[index]);
    return taken.length > 0
      ? `The catalog has ${taken.join(' and ')} already.`
      : undefined;
  }

  async #inClusters(environments: string[]): Promise<string | undefined> {
    for (const { name: cluster, title } of this.#clusters.list()) {
      for (const environment of environments) {
        const name = environmentNamespace(environment);
        const live = await this.#clusters
          .get(cluster)
          .reader.get({ apiVersion: 'v1', kind: 'Namespace', name });
        if (live) {
          return `${title} has a namespace ${name} already.`;
        }
      }
    }
    return undefined;
  }

  async #inEnvironments(environments: string[]): Promise<string | undefined> {
    for (const name of environments) {
      const environment = await this.#environments
        .getEnvironment(name)
        .catch(error => {
          if (isNotFound(error)) {
            return undefined;
          }
          throw error;
        });
      if (environment && environment.state !== 'Destroyed') {
        return `There is an environment ${name} already.`;
      }
    }
    return undefined;
  }
}

function isNotFound(error: unknown): boolean {
  return (
    error instanceof NotFoundError ||
    (error instanceof Error &&
      'statusCode' in error &&
      error.statusCode === 404)
  );
}
