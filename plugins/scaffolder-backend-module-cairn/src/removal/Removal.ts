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
    let canGo = false;
    await noting(result, async () => {
      canGo = await this.#repositoryCanGo(plan);
      return undefined;
    });
    // A repository that stays keeps its entities: whoever works in it would look for them in the catalog.
    const url = plan.catalogUrl;
    if (canGo && url) {
      await noting(result, async () =>
        (await this.#registration.remove(url))
          ? `${plan.entities.join(', ')} from the catalog`
          : undefined,
      );
    }
    if (canGo) {
      await noting(result, async () => this.#removeRepository(plan));
    }
    return result;
  }

  /**
   * True where nothing is in it but what this plan and its pipeline put there, or it is gone. False where it is another's: the
   * name may belong to another by now, and its entities are those of the other then.
   *
   * @throws ConflictError where it was made of this plan, and somebody has worked in it
   */
  async #repositoryCanGo(plan: GoldenPathPlan): Promise<boolean> {
    const { name } = plan.repository;
    const repository = await this.#host.repository(name);
    if (!repository) {
      return true;
    }
    if (repository.empty) {
      return repository.description === makingDescription(plan.digest);
    }
    const commits = await this.#host.commits(name);
    const first = commits?.at(-1);
    if (!commits || !first) {
      return repositoryInUse(name);
    }
    if (planOfMessage(first.message) !== plan.digest) {
      return false;
    }
    const work = commits
      .slice(0, -1)
      .filter(({ files }) => !files.every(file => DEPLOYED.test(file)));
    const branches = await this.#host.branches(name);
    if (work.length > 0 || branches.length > 1) {
      throw new ConflictError(
        `The repository ${name} has been worked on since it was made. Who owns it can delete it at the Git host.`,
      );
    }
    return true;
  }

  async #removeRepository({
    repository: { name },
  }: GoldenPathPlan): Promise<string | undefined> {
    if (!(await this.#host.repository(name))) {
      return undefined;
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
