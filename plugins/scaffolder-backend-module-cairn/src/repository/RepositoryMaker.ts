import { ConflictError } from '@backstage/errors';
import { parseEntityRef } from '@backstage/catalog-model';
import type { GoldenPathPlan } from '@cairn/plugin-golden-paths-common';
import type { Author, GiteaClient } from '../clients/GiteaClient';
import { firstMessage, makingDescription, planOfMessage } from './marks';

/**
 * Makes the repository of a plan. Can be repeated after it was interrupted anywhere: it looks first, goes on with what
 * this plan made, and never touches a repository that is somebody else's.
 */
export class RepositoryMaker {
  readonly #host: GiteaClient;
  readonly #say: (line: string) => void;

  constructor(options: { host: GiteaClient; say: (line: string) => void }) {
    this.#host = options.host;
    this.#say = options.say;
  }

  /**
   * @returns the first commit
   * @throws ConflictError where the name belongs to another repository
   */
  async make(
    plan: GoldenPathPlan,
    options: { task: string; author: Author },
  ): Promise<string> {
    const { name, description } = plan.repository;
    const making = makingDescription(plan.digest);
    await this.#ensure(name, making);
    const repository = await this.#host.repository(name);
    if (!repository) {
      throw new ConflictError(
        `${this.#title(
          name,
        )} was taken away while it was being made. Go on to make it again.`,
      );
    }
    if (repository.empty && repository.description !== making) {
      throw this.#foreign(name);
    }
    const commit = repository.empty
      ? await this.#fill(plan, options)
      : await this.#ownCommit(plan);
    if (repository.description === making) {
      await this.#host.describe(name, description);
    }
    await this.#letIn(name, plan.owner);
    return commit;
  }

  async #ensure(name: string, making: string): Promise<void> {
    if (await this.#host.repository(name)) {
      return;
    }
    try {
      await this.#host.createRepository(name, making);
      this.#say(`Made the repository ${this.#title(name)}.`);
    } catch (error) {
      // Somebody else, or this very task before it was interrupted: what is there now tells.
      if (!(error instanceof ConflictError)) {
        throw error;
      }
    }
  }

  async #fill(
    plan: GoldenPathPlan,
    { task, author }: { task: string; author: Author },
  ): Promise<string> {
    const { name, files } = plan.repository;
    try {
      const commit = await this.#host.firstCommit(name, {
        message: firstMessage({
          template: plan.template,
          plan: plan.digest,
          task,
        }),
        author,
        files: files.map(({ path, content, base64 }) => ({
          path,
          base64: base64 ?? Buffer.from(content ?? '').toString('base64'),
        })),
      });
      this.#say(
        `Put ${files.length} files into it, as commit ${commit.slice(0, 8)}.`,
      );
      return commit;
    } catch (error) {
      if (error instanceof ConflictError) {
        // Refused for what it holds, or because it was filled at the same moment.
        return this.#ownCommit(plan).catch(() => {
          throw error;
        });
      }
      throw error;
    }
  }

  /** The first commit, where this plan made it. */
  async #ownCommit({ digest, repository }: GoldenPathPlan): Promise<string> {
    const commits = await this.#host.commits(repository.name);
    const first = commits?.at(-1);
    if (!first || planOfMessage(first.message) !== digest) {
      throw this.#foreign(repository.name);
    }
    this.#say(
      `${this.#title(
        repository.name,
      )} is there already, made by this task as commit ${first.sha.slice(
        0,
        8,
      )}.`,
    );
    return first.sha;
  }

  async #letIn(name: string, owner: string): Promise<void> {
    const team = parseEntityRef(owner).name;
    this.#say(
      (await this.#host.addTeam(name, team))
        ? `The team ${team} may push to it.`
        : `The Git host has no team ${team}; who may push is said by the teams that have all repositories.`,
    );
  }

  #foreign(name: string): ConflictError {
    return new ConflictError(
      `${this.#title(
        name,
      )} exists and was not made by this task, so it is left as it is. Remove what was made, and begin again with another name.`,
    );
  }

  #title(name: string): string {
    return `${this.#host.organization}/${name}`;
  }
}
