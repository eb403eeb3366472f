import { join } from 'node:path';
import { Toolbox } from '../tools/Toolbox';
import type { TestPostgres } from './TestPostgres';
import { runJest } from './runJest';
import {
  addUp,
  type Need,
  type Suite,
  type SuiteContext,
  type SuiteResult,
} from './Suite';

/** The tests of policy start a real OPA of their own, and those of golden paths render manifests. */
async function withTools(context: SuiteContext): Promise<SuiteContext> {
  const { locations, env, signal, say } = context;
  const toolbox = new Toolbox({ locations, env, signal, onLine: say });
  const opa = await toolbox.tool('opa');
  const kustomize = await toolbox.tool('kustomize');
  return {
    ...context,
    env: {
      ...env,
      CAIRN_TEST_OPA: opa.path,
      CAIRN_TEST_KUSTOMIZE: kustomize.path,
    },
  };
}

/** Unit tests of all packages. Database tests must have run on PostgreSQL too, not only on SQLite. */
export function unitSuite(postgres: () => TestPostgres | undefined): Suite {
  return {
    name: 'unit',
    title: 'Unit tests',
    needs: ['postgres'],
    async run(context) {
      const result = await runJest(
        await withTools(context),
        join('node_modules', '@backstage', 'cli', 'bin', 'backstage-cli'),
        // A page of the portal takes longer than jest's five seconds to come up on two busy cores.
        ['repo', 'test', '--testTimeout=60000'],
      );
      const databases = postgres()?.countCreatedDatabases() ?? 0;
      context.say(`${databases} test databases were made on PostgreSQL`);
      return databases > 0
        ? result
        : {
            ...result,
            failed: result.failed + 1,
            reason:
              'No test used PostgreSQL: TestDatabases ran on SQLite alone.',
          };
    },
  };
}

/**
 * Projects of `jest.integration.config.js`, one after the other.
 *
 * @param options.projects - How many files of each run at the same time, by name. They mostly wait, for clusters and browsers, and
 *   would leave a machine of two cores idle one by one; each has environments, organizations and ports of its own. Those that have
 *   parts of the platform stand still are in projects of their own.
 */
function projectsSuite(options: {
  name: string;
  title: string;
  needs: readonly Need[];
  projects: Readonly<Record<string, number>>;
}): Suite {
  const { name, title, needs, projects } = options;
  return {
    name,
    title,
    needs,
    async run(context) {
      const results: SuiteResult[] = [];
      for (const [project, workers] of Object.entries(projects)) {
        results.push(
          await runJest(
            context,
            join('node_modules', 'jest', 'bin', 'jest.js'),
            [
              '--config',
              'jest.integration.config.js',
              '--selectProjects',
              project,
              `--maxWorkers=${workers}`,
            ],
          ),
        );
      }
      const reasons = results.flatMap(({ reason }) => reason ?? []);
      return {
        ...addUp(results),
        reason: reasons.length > 0 ? reasons.join(' ') : undefined,
      };
    },
  };
}

/** Kills, doubles and missing tools: the launcher and the life cycle. */
export const launcherSuite = projectsSuite({
  name: 'launcher',
  title: 'Launcher',
  needs: [],
  projects: { launcher: 2 },
});

/** What works on the real components. */
export const integrationSuite = projectsSuite({
  name: 'integration',
  title: 'Integration',
  needs: ['postgres', 'platform', 'browser'],
  projects: { integration: 2, 'integration-alone': 1 },
});

/** What a person does, in a browser. */
export const endToEndSuite = projectsSuite({
  name: 'e2e',
  title: 'Browser',
  needs: ['platform', 'browser'],
  projects: { e2e: 2, 'e2e-alone': 1 },
});
