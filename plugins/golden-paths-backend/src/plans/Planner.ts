import { randomUUID } from 'node:crypto';
import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import {
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { EnvironmentsApi } from '@cairn/plugin-environments-common';
import {
  PLAN_DIGEST_VALUE,
  type GoldenPathBlocker,
  type GoldenPathPlan,
  type GoldenPathRequest,
  type NameAvailability,
} from '@cairn/plugin-golden-paths-common';
import type { ScaffolderClient } from '../clients/ScaffolderClient';
import type { GitConfig } from '../config';
import { InvalidValuesError } from '../errors';
import type { Names } from '../names/Names';
import { readCatalogEntities } from '../render/catalogEntities';
import { readDryRun, type RenderedPath } from '../render/readDryRun';
import type { TemplateFiles } from '../render/TemplateFiles';
import { planEnvironments } from './EnvironmentPlans';
import type { ManifestPrices } from './ManifestPrices';
import type { ManifestReview } from './ManifestReview';
import { seal } from './seal';

export type UserCredentials = BackstageCredentials<BackstageUserPrincipal>;

/** Who may have things made for a group. */
export interface Ownership {
  /** Whether the person is in the group, or looks after the catalog anyway. */
  mayActFor(owner: string, credentials: UserCredentials): Promise<boolean>;
}

/** Makes plans of golden paths. Reads from everywhere, writes nothing outside of this plugin. */
export class Planner {
  readonly #catalog: CatalogService;
  readonly #environmentsOf: (
    credentials: UserCredentials,
  ) => Pick<EnvironmentsApi, 'plan'>;
  readonly #git: GitConfig | undefined;
  readonly #manifests: ManifestReview;
  readonly #names: Names;
  readonly #ownership: Ownership;
  readonly #planTtlMs: number;
  readonly #prices: ManifestPrices;
  readonly #scaffolder: ScaffolderClient;
  readonly #templates: TemplateFiles;

  constructor(options: {
    catalog: CatalogService;
    /** The plugin `environments`, in the name of a person. */
    environmentsOf: (
      credentials: UserCredentials,
    ) => Pick<EnvironmentsApi, 'plan'>;
    git: GitConfig | undefined;
    manifests: ManifestReview;
    names: Names;
    ownership: Ownership;
    /** How long a task can begin with a plan, in milliseconds. */
    planTtlMs: number;
    prices: ManifestPrices;
    scaffolder: ScaffolderClient;
    templates: TemplateFiles;
  }) {
    this.#catalog = options.catalog;
    this.#environmentsOf = options.environmentsOf;
    this.#git = options.git;
    this.#manifests = options.manifests;
    this.#names = options.names;
    this.#ownership = options.ownership;
    this.#planTtlMs = options.planTtlMs;
    this.#prices = options.prices;
    this.#scaffolder = options.scaffolder;
    this.#templates = options.templates;
  }

  /** @throws InvalidValuesError naming what is wrong with the request */
  async plan(
    request: GoldenPathRequest,
    credentials: UserCredentials,
  ): Promise<GoldenPathPlan> {
    const template = await this.#templateOf(request.template, credentials);
    const { [PLAN_DIGEST_VALUE]: _, ...values } = request.values;
    const rendered = readDryRun(
      await this.#scaffolder.dryRun({
        template,
        values,
        files: await this.#templates.read(template),
      }),
    );
    const { repository, files, steps } = rendered;
    const organization = this.#git?.organization ?? '';
    const url = this.#git
      ? `${this.#git.url}/${organization}/${repository.name}`
      : '';
    const fullName = `${organization}/${repository.name}`;
    const [allowed, name, review, environments] = await Promise.all([
      this.#ownership.mayActFor(repository.owner, credentials),
      this.#names.check(repository.name, suffixesOf(rendered)),
      this.#manifests.review(fullName, files),
      planEnvironments(
        rendered.environments,
        this.#environmentsOf(credentials),
      ),
    ]);
    const catalog = rendered.registration
      ? readCatalogEntities(files, rendered.registration.path, repository.owner)
      : { entities: [], blockers: [] };
    const facts = {
      template: stringifyEntityRef(template),
      owner: repository.owner,
      repository: {
        name: repository.name,
        organization,
        description: repository.description,
        url,
        files,
      },
      entities: catalog.entities,
      ...(rendered.registration && {
        catalogUrl: `${url}/src/branch/main/${rendered.registration.path}`,
      }),
      environments: await this.#prices.add(environments.environments, {
        inputs: rendered.environments,
        repository: fullName,
        manifests: review.objects,
      }),
      ...(review.verdict && { verdict: review.verdict }),
      steps,
    };
    const now = Date.now();
    return {
      digest: seal({ ...facts, values, id: randomUUID() }),
      ...facts,
      blockers: [
        ...(allowed ? [] : [notAllowed(repository.owner)]),
        ...nameBlockers(name),
        ...foreignOwners(rendered),
        ...executables(rendered),
        ...catalog.blockers,
        ...review.blockers,
        ...environments.blockers,
      ],
      createdAt: new Date(now).toISOString(),
      expiresAt: new Date(now + this.#planTtlMs).toISOString(),
      requestedBy: credentials.principal.userEntityRef,
    };
  }

  async #templateOf(
    ref: string,
    credentials: UserCredentials,
  ): Promise<Entity> {
    const known = parseTemplateRef(ref);
    const template =
      known && (await this.#catalog.getEntityByRef(known, { credentials }));
    if (!template) {
      throw new InvalidValuesError({
        field: 'template',
        message: `there is no template ${ref} in the catalog`,
      });
    }
    return template;
  }
}

function parseTemplateRef(text: string): string | undefined {
  try {
    const ref = parseEntityRef(text, {
      defaultKind: 'template',
      defaultNamespace: 'default',
    });
    return ref.kind.toLocaleLowerCase('en-US') === 'template'
      ? stringifyEntityRef(ref)
      : undefined;
  } catch {
    return undefined;
  }
}

/** By convention an environment of a service is named `<service>-<what for>`. */
function suffixesOf({ repository, environments }: RenderedPath): string[] {
  const prefix = `${repository.name}-`;
  return environments.flatMap(({ name }) =>
    name.startsWith(prefix) ? [name.slice(prefix.length)] : [],
  );
}

function notAllowed(owner: string): GoldenPathBlocker {
  return {
    type: 'not-allowed',
    field: 'owner',
    message: `You are not in ${owner}. Choose a group that you are in.`,
  };
}

function nameBlockers({
  invalid,
  name,
  places,
}: NameAvailability): GoldenPathBlocker[] {
  if (invalid) {
    return [{ type: 'invalid', field: 'name', message: `${name} ${invalid}.` }];
  }
  return places
    .filter(({ state }) => state !== 'free')
    .map(({ state, message }) => ({
      type: state === 'taken' ? 'name-taken' : 'unavailable',
      field: 'name',
      message: state === 'taken' ? `${message} Choose another name.` : message,
    }));
}

/** Everything that a golden path makes belongs to one group: the one that the person was checked to be in. */
function foreignOwners({
  repository,
  environments,
}: RenderedPath): GoldenPathBlocker[] {
  return environments
    .filter(({ owner }) => owner !== repository.owner)
    .map(({ name, owner }) => ({
      type: 'invalid',
      message: `The environment ${name} would belong to ${owner}, not to ${repository.owner}. The template has to be mended.`,
    }));
}

function executables({ files }: RenderedPath): GoldenPathBlocker[] {
  return files
    .filter(({ executable }) => executable)
    .map(({ path }) => ({
      type: 'invalid',
      message: `${path} is executable, which the Git host cannot be told. Run it by its program, for example sh ${path}; the template has to be mended.`,
    }));
}
