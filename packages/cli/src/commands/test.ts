import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandError, EXIT } from '../exitCodes';
import type { Locations } from '../locations';
import { reasonOf } from '../platform/failure';
import { TEST_POSTGRES_OFFSET } from '../platform/ports';
import { formatDuration } from '../terminal/duration';
import { benchSuite } from '../testing/benchSuite';
import { checkSuites } from '../testing/checkSuites';
import { findBrowser } from '../testing/findBrowser';
import { goSuite, policySuite } from '../testing/goSuites';
import {
  endToEndSuite,
  integrationSuite,
  launcherSuite,
  unitSuite,
} from '../testing/jestSuites';
import {
  addUp,
  type Need,
  type Suite,
  type SuiteContext,
  type SuiteResult,
} from '../testing/Suite';
import { TestPlatform } from '../testing/TestPlatform';
import { TestPostgres } from '../testing/TestPostgres';
import { definedOnly } from '../tools/GoBuilder';

/** What is run, and where the test platform listens. */
export interface TestOptions {
  /** Names of suites; all by default. */
  only?: readonly string[];
  port: number;
}

/** What suites stand on, started when the first one needs it and ended with the run. */
class Ground {
  postgres?: TestPostgres;
  platform?: TestPlatform;
  readonly #context: SuiteContext;
  readonly #port: number;

  constructor(context: SuiteContext, port: number) {
    this.#context = context;
    this.#port = port;
  }

  async provide(needs: readonly Need[]): Promise<void> {
    const { locations, env, say, signal } = this.#context;
    if (needs.includes('postgres') && !this.postgres) {
      say('starting PostgreSQL…');
      this.postgres = await TestPostgres.start({
        port: this.#port + TEST_POSTGRES_OFFSET,
        logFile: join(locations.state, 'logs', 'test-postgres.log'),
        signal,
      });
      Object.assign(env, this.postgres.environment);
    }
    if (needs.includes('platform') && !this.platform) {
      say('starting the platform that the tests work on…');
      this.platform = await TestPlatform.start({
        root: locations.root,
        state: join(locations.state, 'test'),
        port: this.#port,
        env,
        postgresUrl: this.postgres?.url,
        say,
        signal,
      });
      env.CAIRN_TEST_PLATFORM = this.platform.file;
    }
    if (needs.includes('browser') && !env.CAIRN_TEST_BROWSER) {
      env.CAIRN_TEST_BROWSER = await findBrowser(env);
      say(`the browser is ${env.CAIRN_TEST_BROWSER}`);
    }
  }

  async clear(): Promise<void> {
    await this.platform?.stop();
    await this.postgres?.stop();
  }
}

function select(suites: readonly Suite[], only?: readonly string[]): Suite[] {
  const unknown = only?.filter(name => !suites.some(it => it.name === name));
  if (unknown && unknown.length > 0) {
    throw new CommandError(
      `There is no suite "${unknown.join('", "')}". There are: ${suites
        .map(it => it.name)
        .join(', ')}.`,
      EXIT.usage,
    );
  }
  return suites.filter(({ name }) => !only || only.includes(name));
}

async function runSuite(
  suite: Suite,
  ground: Ground,
  context: SuiteContext,
): Promise<SuiteResult> {
  const startedAt = Date.now();
  context.say(`\n── ${suite.title} (${suite.name}) ──`);
  let result: SuiteResult;
  try {
    await ground.provide(suite.needs);
    result = await suite.run(context);
  } catch (error) {
    context.signal.throwIfAborted();
    result = { passed: 0, failed: 1, reason: reasonOf(error) };
  }
  const took = formatDuration((Date.now() - startedAt) / 1000);
  context.say(
    `${result.failed === 0 ? '✔' : '✖'} ${suite.title}: ${
      result.passed
    } passed, ${result.failed} failed (${took})${
      result.reason ? `. ${result.reason}` : ''
    }`,
  );
  return result;
}

/** Runs tests and counts them; its last line is `N passed, M failed`. Answers with the exit code. */
export async function runTest(
  locations: Locations,
  options: TestOptions,
): Promise<number> {
  const abort = new AbortController();
  const env = definedOnly({
    ...process.env,
    CI: 'true',
    NO_COLOR: '1',
    FORCE_COLOR: undefined,
    NODE_ENV: undefined,
    CAIRN_HOME: undefined,
    CAIRN_PORT: undefined,
    CAIRN_TEST_PLATFORM: undefined,
  });
  const context: SuiteContext = {
    locations,
    env,
    say: line => process.stdout.write(`${line}\n`),
    signal: abort.signal,
  };
  await mkdir(locations.state, { recursive: true, mode: 0o700 });
  const ground = new Ground(context, options.port);
  const suites = select(
    [
      ...checkSuites,
      policySuite,
      goSuite,
      unitSuite(() => ground.postgres),
      launcherSuite,
      integrationSuite,
      endToEndSuite,
      benchSuite,
    ],
    options.only,
  );
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => abort.abort());
  }
  const results = new Map<Suite, SuiteResult>();
  try {
    for (const suite of suites) {
      results.set(suite, await runSuite(suite, ground, context));
    }
  } catch (error) {
    if (!abort.signal.aborted) {
      throw error;
    }
  } finally {
    await ground.clear();
  }
  if (abort.signal.aborted) {
    throw new CommandError('Interrupted.', EXIT.interrupted);
  }
  const total = addUp([...results.values()]);
  context.say('');
  for (const [suite, { passed, failed }] of results) {
    context.say(`${suite.name.padEnd(12)} ${passed} passed, ${failed} failed`);
  }
  context.say(`${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 && total.passed > 0 ? EXIT.ok : EXIT.failed;
}
