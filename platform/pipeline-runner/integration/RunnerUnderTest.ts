import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import type {
  PipelineLog,
  PipelineRun,
  PipelineRunPage,
} from '@cairn/plugin-pipelines-common';
import type { RunLimits } from '../src/settings';
import { Company } from './Company';
import { testPlatform } from './platform';

const ENDED = ['Succeeded', 'Failed', 'Cancelled', 'TimedOut', 'Skipped'];

/** A workflow of one job with one step. */
export function workflowOf(run: string, on = 'push'): Record<string, string> {
  return {
    '.github/workflows/ci.yaml': JSON.stringify({
      name: 'CI',
      on,
      jobs: {
        build: {
          'runs-on': 'ubuntu-latest',
          steps: [{ name: 'Work', run }],
        },
      },
    }),
  };
}

/** Asks until the answer is there, or it takes too long. */
export async function eventually<T>(
  ask: () => Promise<T | undefined>,
  milliseconds = 60_000,
): Promise<T> {
  const deadline = Date.now() + milliseconds;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) {
      return answer;
    }
    if (Date.now() > deadline) {
      throw new Error(`Did not happen within ${milliseconds} ms: ${ask}`);
    }
    await wait(50);
  }
}

/** A runner of a test's own, as a process of its own, for an organization of its own. */
export class RunnerUnderTest {
  static async start(limits: Partial<RunLimits> = {}) {
    const runner = new RunnerUnderTest(await Company.found(), limits);
    await runner.launch();
    await runner.company.hook(`${runner.url}/hooks/push`, runner.secret);
    return runner;
  }

  readonly company: Company;
  readonly folder = mkdtempSync(join(tmpdir(), 'cairn runner-'));
  /** Holds the folders of runs that run. */
  readonly workFolder = mkdtempSync(join(tmpdir(), 'cairn-runs-'));
  readonly secret = 'the secret of the webhook';
  readonly token = 'the-token-of-the-api';
  readonly #repositories: string[] = [];
  readonly #limits: Partial<RunLimits>;
  #port = 0;
  #child?: ChildProcess;

  private constructor(company: Company, limits: Partial<RunLimits>) {
    this.company = company;
    this.#limits = limits;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Starts the process; after a kill on the same port, with the same files. */
  async launch(): Promise<void> {
    const { runner, opaUrl, git } = testPlatform();
    const path = (name: string) => join(this.folder, name);
    writeFileSync(path('webhook'), this.secret);
    writeFileSync(path('token'), this.token);
    writeFileSync(
      path('settings.json'),
      JSON.stringify({
        address: '127.0.0.1',
        port: this.#port,
        dataFolder: path('data'),
        workFolder: this.workFolder,
        npmCacheFolder: path('npm'),
        webhookSecretFile: path('webhook'),
        apiTokenFile: path('token'),
        git: {
          url: this.company.url,
          tokenFile: git.tokenFile,
          organization: this.company.name,
        },
        runPage: 'http://localhost:1/{owner}/{name}/{run}',
        policyUrl: opaUrl,
        programs: runner.programs,
        environment: runner.environment,
        limits: this.#limits,
      }),
    );
    const child = spawn(
      process.execPath,
      [
        '--require',
        require.resolve('@backstage/cli-node/config/nodeTransform.cjs'),
        join(__dirname, '..', 'src', 'main.ts'),
        path('settings.json'),
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    this.#child = child;
    for await (const line of createInterface({ input: child.stdout })) {
      const port = /^listening on .*:(\d+)$/.exec(line)?.[1];
      if (port) {
        this.#port = Number(port);
        return;
      }
    }
    throw new Error('The runner ended instead of listening');
  }

  /** As a crash does. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM');
    await this.company.dissolve(this.#repositories);
    for (const folder of [this.folder, this.workFolder]) {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  /** Makes a repository and answers with its full name. */
  async repository(name: string): Promise<string> {
    await this.company.repository(name);
    this.#repositories.push(name);
    return `${this.company.name}/${name}`;
  }

  async runs(repository?: string): Promise<PipelineRunPage> {
    const query = repository ? `?repository=${repository}` : '';
    return this.#ask('GET', `/runs${query}`);
  }

  run(id: string): Promise<PipelineRun> {
    return this.#ask('GET', `/runs/${id}`);
  }

  post(id: string, action: 'rerun' | 'cancel'): Promise<PipelineRun> {
    return this.#ask('POST', `/runs/${id}/${action}`, {
      by: 'user:default/amara.okafor',
    });
  }

  /** The run of a commit, once there is one; with a predicate, once it is so. */
  async runOf(
    sha: string,
    isSo: (run: PipelineRun) => boolean = () => true,
  ): Promise<PipelineRun> {
    return eventually(async () => {
      const { items } = await this.runs();
      const found = items.find(({ commit }) => commit.sha === sha);
      const run = found && (await this.run(found.id));
      return run && isSo(run) ? run : undefined;
    });
  }

  ended(id: string): Promise<PipelineRun> {
    return eventually(async () => {
      const run = await this.run(id);
      return ENDED.includes(run.status) ? run : undefined;
    }, 110_000);
  }

  endOf(sha: string): Promise<PipelineRun> {
    return this.runOf(sha).then(({ id }) => this.ended(id));
  }

  /** The whole log, read as a page reads it. */
  async log(id: string): Promise<PipelineLog['lines']> {
    const lines: PipelineLog['lines'] = [];
    for (;;) {
      const after = lines.at(-1)?.cursor ?? 0;
      const part: PipelineLog = await this.#ask(
        'GET',
        `/runs/${id}/log?after=${after}`,
      );
      lines.push(...part.lines);
      if (part.complete) {
        return lines;
      }
    }
  }

  async text(id: string): Promise<string> {
    return (await this.log(id)).map(({ text }) => text).join('\n');
  }

  async #ask(method: string, path: string, body?: object) {
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${this.token}`,
        'Content-Type': 'application/json',
      },
      body: body && JSON.stringify(body),
    });
    if (!response.ok) {
      throw new Error(`${path}: ${response.status} ${await response.text()}`);
    }
    return response.json();
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (child && child.exitCode === null && child.signalCode === null) {
      child.kill(signal);
      await once(child, 'exit');
    }
  }
}
