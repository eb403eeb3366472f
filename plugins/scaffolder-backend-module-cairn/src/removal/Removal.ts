import { ConflictError, isError } from '@backstage/errors';
import type { GoldenPathPlan } from '@cairn/plugin-golden-paths-common';
import type { Registration } from '../catalog/Registration';
import type { GiteaClient } from '../clients/GiteaClient';
import type { EnvironmentMaker } from '../environments/EnvironmentMaker';
import { makingDescription, planOfMessage } from '../repository/marks';

/** What a pipeline writes when it deploys. A commit that changes nothing else is no person's work. */
const DEPLOYED = /^deploy\/overlays\/[^/]+\/kustomization\.yaml$/;

/** What was taken out, and what not and why, a line each. */
export interface Removed {
  removed: string[];
  kept: string[];
}

/** Takes out what a task made of a plan, in the reverse order; what has become somebody's work by then stays. */
export class Removal {
  readonly #environments: Pick<EnvironmentMaker, 'remove'>;
  readonly #host: GiteaClient;
  readonly #registration: Registration;

  constructor(options: {
    environments: Pick<EnvironmentMaker, 'remove'>;
    host: GiteaClient;
    registration: Registration;
  }) {
    this.#environments = options.environments;
    this.#host = options.host;
    this.#registration = options.registration;
  }

  /** A system that does not answer ends it with an error; what is gone by then is not looked for again. */
  async remove(plan: GoldenPathPlan): Promise<Removed> {
    const result: Removed = { removed: [], kept: [] };
    for (const environment of [...plan.environments].reverse()) {
      await noting(result, async () => this.#environments.remove(environment));
    }
    const isOurs = await this.#repositoryIsOurs(plan);
    if (isOurs && plan.catalogUrl) {
      const url = plan.catalogUrl;
      await noting(result, async () =>
        (await this.#registration.remove(url))
          ? `${plan.entities.join(', ')} from the catalog`
          : undefined,
      );
    }
    if (isOurs) {
      await noting(result, async () => this.#removeRepository(plan));
    }
    return result;
  }

  /** The name may belong to another by now, and its entities are those of the other then. */
  async #repositoryIsOurs(plan: GoldenPathPlan): Promise<boolean> {
    const { name } = plan.repository;
    const repository = await this.#host.repository(name);
    if (!repository) {
      return true;
    }
    if (repository.empty) {
      return repository.description === makingDescription(plan.digest);
    }
    const first = (await this.#host.commits(name))?.at(-1);
    return first
      ? planOfMessage(first.message) === plan.digest
      : repositoryInUse(name);
  }

  async #removeRepository({
    repository: { name },
  }: GoldenPathPlan): Promise<string | undefined> {
    const repository = await this.#host.repository(name);
    if (!repository) {
      return undefined;
    }
    if (!repository.empty) {
      const commits = (await this.#host.commits(name)) ?? [];
      const work = commits
        .slice(0, -1)
        .filter(({ files }) => !files.every(file => DEPLOYED.test(file)));
      const branches = await this.#host.branches(name);
      if (work.length > 0 || branches.length > 1 || commits.length === 0) {
        throw new ConflictError(
          `The repository ${name} has been worked on since it was made. Who owns it can delete it at the Git host.`,
        );
      }
    }
    await this.#host.deleteRepository(name);
    return `repository ${this.#host.organization}/${name}`;
  }
}

function repositoryInUse(name: string): never {
  throw new ConflictError(
    `The repository ${name} has so many commits that people must be at work in it; nothing of it is removed`,
  );
}

async function noting(
  result: Removed,
  remove: () => Promise<string | undefined>,
): Promise<void> {
  try {
    const removed = await remove();
    if (removed) {
      result.removed.push(removed);
    }
  } catch (error) {
    if (!(error instanceof ConflictError)) {
      throw error;
    }
    result.kept.push(isError(error) ? error.message : String(error));
  }
}
