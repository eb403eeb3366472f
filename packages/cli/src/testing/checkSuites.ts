import { join } from 'node:path';
import { runGuarded } from '../processes/runGuarded';
import { oneCheck, type Suite } from './Suite';

/** A suite that is one program of `node_modules`, good when it ends with 0. */
function programSuite(
  name: string,
  title: string,
  program: readonly string[],
): Suite {
  return {
    name,
    title,
    needs: [],
    async run({ locations, env, say, signal }) {
      const [file = '', ...args] = program;
      const result = await runGuarded(
        {
          command: process.execPath,
          args: [join(locations.root, 'node_modules', file), ...args],
          cwd: locations.root,
          env,
        },
        { onLine: say, signal },
      );
      return oneCheck(
        result.code === 0,
        `It ended with exit code ${result.code}.`,
      );
    },
  };
}

/** What is checked without running anything of ours. */
export const checkSuites: readonly Suite[] = [
  programSuite('types', 'Types', [
    'typescript/bin/tsc',
    '--noEmit',
    '--incremental',
    'false',
  ]),
  programSuite('lint', 'Lint', [
    '@backstage/cli/bin/backstage-cli',
    'repo',
    'lint',
  ]),
  programSuite('format', 'Formatting', [
    'prettier/bin-prettier.js',
    '--check',
    '.',
  ]),
  programSuite('unused', 'Unused code', [
    'knip/bin/knip.js',
    '--no-config-hints',
  ]),
];
