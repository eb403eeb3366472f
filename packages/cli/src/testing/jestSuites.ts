import { join } from 'node:path';
import { Toolbox } from '../tools/Toolbox';
import type { TestPostgres } from './TestPostgres';
import { runJest } from './runJest';
import type { Need, Suite, SuiteContext } from './Suite';

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

/** A project of `jest.integration.config.js`, one test after the other. */
function projectSuite(
  name: string,
  title: string,
  needs: readonly Need[],
): Suite {
  return {
    name,
    title,
    needs,
    run: context =>
      runJest(context, join('node_modules', 'jest', 'bin', 'jest.js'), [
        '--config',
        'jest.integration.config.js',
        '--selectProjects',
        name,
        '--runInBand',
      ]),
  };
}

/** Kills, doubles and missing tools: the launcher and the life cycle. */
export const launcherSuite = projectSuite('launcher', 'Launcher', []);

/** What works on the real components. */
export const integrationSuite = projectSuite('integration', 'Integration', [
  'postgres',
  'platform',
  'browser',
]);

/** What a person does, in a browser. */
export const endToEndSuite = projectSuite('e2e', 'Browser', [
  'platform',
  'browser',
]);
