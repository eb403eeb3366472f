import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { resolvePackagePath } from '@backstage/backend-plugin-api';

const run = promisify(execFile);

/** The bundle of this repository. */
export const POLICIES = resolvePackagePath(
  '@cairn/plugin-policy-node',
  '../../policies',
);

/** The program: `CAIRN_TEST_OPA`, else `opa` on PATH. */
export const OPA = process.env.CAIRN_TEST_OPA ?? 'opa';

/** A real OPA for a test. Use from tests only. */
export class OpaProcess {
  readonly url: string;
  readonly #child: ChildProcess;
  readonly #folder: string;

  /**
   * Builds a bundle and starts OPA with it on a free port of the loopback interface.
   *
   * @throws Error where the program is missing, or the bundle cannot be built.
   */
  static async start(
    options: { policies?: string; revision?: string } = {},
  ): Promise<OpaProcess> {
    const folder = await mkdtemp(join(tmpdir(), 'cairn-opa-'));
    const bundle = join(folder, 'bundle.tar.gz');
    await buildBundle(bundle, options);
    const port = await freePort();
    const child = spawn(
      OPA,
      [
        ...['run', '--server', '--log-level', 'error'],
        ...['--addr', `127.0.0.1:${port}`],
        ...['--set', 'status.prometheus=true'],
        ...['--set', `bundles.cairn.resource=file://${bundle}`],
      ],
      { stdio: 'ignore' },
    );
    const started = new OpaProcess(`http://127.0.0.1:${port}`, child, folder);
    await started.#untilReady();
    return started;
  }

  private constructor(url: string, child: ChildProcess, folder: string) {
    this.url = url;
    this.#child = child;
    this.#folder = folder;
  }

  /** It keeps its port and answers nothing, as a machine does that swaps. */
  async freeze(): Promise<void> {
    this.#child.kill('SIGSTOP');
    for (let state = ''; !state.startsWith('T'); ) {
      const ps = await run('ps', ['-o', 'state=', '-p', `${this.#child.pid}`]);
      state = ps.stdout.trim();
    }
  }

  thaw(): void {
    this.#child.kill('SIGCONT');
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const gone = new Promise(done => this.#child.once('exit', done));
      this.#child.kill('SIGKILL');
      await gone;
    }
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #untilReady(): Promise<void> {
    const deadline = Date.now() + 20_000;
    while (Date.now() < deadline && this.#child.exitCode === null) {
      const response = await fetch(`${this.url}/health?bundles`).catch(
        () => undefined,
      );
      if (response?.ok) {
        return;
      }
      await pause(25);
    }
    await this.stop();
    throw new Error(`OPA did not start at ${this.url}`);
  }
}

async function buildBundle(
  file: string,
  options: { policies?: string; revision?: string },
): Promise<void> {
  const { policies = POLICIES, revision = 'test-1' } = options;
  await run(OPA, [
    ...['build', '--bundle', policies, '--ignore', '*_test.rego'],
    ...['--revision', revision, '--output', file],
  ]).catch(error => {
    throw new Error(
      error.code === 'ENOENT'
        ? `OPA was not found as ${OPA}: put opa on PATH, or its path into CAIRN_TEST_OPA`
        : `opa build failed: ${error.stderr}`,
    );
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise(done => server.close(done));
  if (address === null || typeof address === 'string') {
    throw new Error('No free port was found');
  }
  return address.port;
}
