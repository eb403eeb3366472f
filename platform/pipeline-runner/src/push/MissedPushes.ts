import { mkdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { GitHost, RepositorySummary } from '../clients/GitHost';
import type { Pipelines } from './Pipelines';
import { readPush } from './pushEvent';

const NOTE_EVERY_MS = 10_000;

/** Clocks and queues: a push may be told of a little after it was made. */
const TOLERANCE_MS = 60_000;

/**
 * Finds what was pushed while no runner could be told of it: the Git host tells of a push once. Of each repository the tip of
 * the default branch is looked at, since that is what gets deployed.
 */
export class MissedPushes {
  readonly #noteFile: string;
  readonly #organization: string;
  readonly #git: GitHost;
  readonly #pipelines: Pipelines;
  readonly #lastThere: number | undefined;
  readonly #timer: NodeJS.Timeout;

  /** @param noteFile - Its time says when a runner was last there. */
  constructor(options: {
    noteFile: string;
    organization: string;
    git: GitHost;
    pipelines: Pipelines;
  }) {
    this.#noteFile = options.noteFile;
    this.#organization = options.organization;
    this.#git = options.git;
    this.#pipelines = options.pipelines;
    this.#lastThere = statSync(this.#noteFile, {
      throwIfNoEntry: false,
    })?.mtimeMs;
    this.#note();
    this.#timer = setInterval(() => this.#note(), NOTE_EVERY_MS).unref();
  }

  /** Queues what was missed; answers with how many runs that makes. Nothing at the very first start. */
  async find(): Promise<number> {
    const since = this.#lastThere;
    if (since === undefined) {
      return 0;
    }
    const repositories = await this.#git.listRepositories(this.#organization);
    let count = 0;
    for (const summary of repositories) {
      if (summary.updatedAt >= since - TOLERANCE_MS) {
        count += await this.#look(summary);
      }
    }
    return count;
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#note();
  }

  async #look({ repository, defaultBranch }: RepositorySummary) {
    const tip = await this.#git.tip(repository, defaultBranch);
    if (!tip) {
      return 0;
    }
    const [owner = '', name = ''] = repository.split('/');
    const push = readPush({
      ref: `refs/heads/${defaultBranch}`,
      before: '0'.repeat(tip.id.length),
      after: tip.id,
      repository: {
        name,
        owner: { login: owner },
        default_branch: defaultBranch,
      },
      pusher: { login: tip.author.name },
      head_commit: tip,
    });
    return 'ignored' in push
      ? 0
      : (await this.#pipelines.missedPush(push)).length;
  }

  #note() {
    mkdirSync(dirname(this.#noteFile), { recursive: true, mode: 0o700 });
    writeFileSync(this.#noteFile, '');
    const now = new Date();
    utimesSync(this.#noteFile, now, now);
  }
}
