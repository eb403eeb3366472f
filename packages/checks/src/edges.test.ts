import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './repository';

interface Snippet {
  /** Where the code would stand. */
  path: string;
  code: string;
  /** What the rules should say; nothing when it is allowed. */
  says: string[];
}

function importing(path: string, name: string, says: string[] = []): Snippet {
  const code = `import { thing } from '${name}';\n\nexport const other = thing;\n`;
  return { path, code, says };
}

const FRONTEND =
  'A frontend knows -common packages only; what it needs from a backend it asks over HTTP';
const COMMON =
  'A -common package runs in the browser and in backends: it knows other -common packages only';
const NODE = 'This knows -common and -node packages only';
const BACKEND =
  'A backend never knows another backend: go through a service ref of its -node package, or over HTTP';
const STORE = 'Only a store knows knex';
const CLIENT =
  'A client of a remote system knows neither express nor permissions';
const ROUTER =
  'A router parses, calls one method of a service and answers: it knows neither stores nor clients';
const INDEX = 'An index file only re-exports';

const environments = 'plugins/environments/src/some.ts';
const common = 'plugins/environments-common/src/some.ts';
const node = 'plugins/environments-node/src/some.ts';
const backend = 'plugins/environments-backend/src/some.ts';
const moduleFile = 'plugins/environments-backend-module-argocd/src/some.ts';
const app = 'packages/app/src/some.ts';
const client = 'plugins/policy-node/src/clients/Some.ts';
const index = 'plugins/policy-node/src/index.ts';

const snippets: Snippet[] = [
  importing(environments, '@cairn/plugin-environments-common'),
  importing(environments, '@cairn/plugin-environments-node', [FRONTEND]),
  importing(environments, '@cairn/plugin-environments-backend', [FRONTEND]),
  importing(environments, '@backstage/backend-plugin-api', [FRONTEND]),
  importing(app, '@cairn/plugin-environments'),
  importing(app, '@cairn/plugin-platform-node', [FRONTEND]),

  importing(common, '@cairn/plugin-policy-common'),
  importing(common, '@cairn/plugin-environments', [COMMON]),
  importing(common, '@cairn/plugin-environments-node', [COMMON]),

  importing(node, '@cairn/plugin-policy-node'),
  importing(node, '@cairn/plugin-environments-backend', [NODE]),
  importing('packages/cli/src/some.ts', '@cairn/plugin-platform-common'),
  importing('packages/cli/src/some.ts', '@cairn/plugin-platform-backend', [
    NODE,
  ]),

  importing(backend, '@cairn/plugin-policy-node'),
  importing(backend, '@cairn/plugin-policy-backend', [BACKEND]),
  importing(backend, '@cairn/plugin-environments', [BACKEND]),
  importing(backend, '@cairn/plugin-environments-backend-module-kubernetes', [
    BACKEND,
  ]),
  importing(moduleFile, '@cairn/plugin-environments-backend', [BACKEND]),
  importing(
    moduleFile.replace('some', 'some.test'),
    '@cairn/plugin-environments-backend',
  ),
  importing(
    'packages/backend/src/some.ts',
    '@cairn/plugin-environments-backend',
  ),

  importing(backend, 'knex', [STORE]),
  importing('plugins/environments-backend/src/plans/PlanStore.ts', 'knex'),

  importing(client, 'undici'),
  importing(client, 'express', [CLIENT]),
  importing(client, 'express-promise-router', [CLIENT]),
  importing(client, '@backstage/plugin-permission-common', [CLIENT]),

  importing('plugins/policy-node/src/router.ts', './PolicyService'),
  importing('plugins/policy-node/src/router.ts', './clients/OpaClient', [
    ROUTER,
  ]),

  { path: index, code: "export { some } from './some';\n", says: [] },
  { path: index, code: 'export const some = 1;\n', says: [INDEX] },
  { path: index, code: "import './some';\n", says: [INDEX] },
];

let messages: string[][];

beforeAll(() => {
  messages = JSON.parse(
    execFileSync('node', [join(__dirname, '../scripts/lint-snippets.js')], {
      cwd: root,
      encoding: 'utf8',
      input: JSON.stringify(snippets),
    }),
  );
}, 120_000);

describe('import edges', () => {
  it.each(snippets.map((snippet, at) => ({ ...snippet, at })))(
    '$path: $code',
    ({ at, says }) => {
      expect(messages[at]).toEqual(says);
    },
  );
});
