/**
 * The lint rules of every package: Backstage's for the package's role, and Cairn's import edges ("Who may know
 * whom" in docs/architecture.md). A package's .eslintrc.js is one line:
 *
 *   module.exports = require('../../.eslintrc.base')(__dirname);
 */
const { basename, dirname, join } = require('node:path');
const createPackageConfig = require('@backstage/cli/config/eslint-factory');

// The first pattern that matches a folder names its kind, so the more particular ones come first.
const elements = [
  { type: 'backend', pattern: 'plugins/*-backend-module-*' },
  { type: 'backend', pattern: 'plugins/*-backend' },
  { type: 'node', pattern: 'plugins/*-node' },
  { type: 'common', pattern: 'plugins/*-common' },
  { type: 'frontend', pattern: 'plugins/*' },
  { type: 'frontend', pattern: 'packages/app' },
  { type: 'backend-shell', pattern: 'packages/backend' },
  { type: 'cli', pattern: 'packages/cli' },
];

// A file may be of several categories, and is at least a 'file'.
const files = [
  { category: 'file', pattern: '**' },
  {
    category: 'test',
    pattern: ['**/*.test.{ts,tsx}', '**/testing/**', '**/integration/**'],
  },
  { category: 'client', pattern: ['**/client/**', '**/clients/**'] },
  {
    category: 'store',
    pattern: ['**/*Store.ts', '**/store/**', '**/stores/**'],
  },
  {
    category: 'router',
    pattern: ['**/router.ts', '**/*Router.ts', '**/router/**', '**/routers/**'],
  },
];

const FRONTENDS = [
  'app',
  '@cairn/plugin-!(*-common|*-node|*-backend|*-backend-module-*)',
];
const BACKENDS = [
  'backend',
  '@cairn/plugin-*-backend',
  '@cairn/plugin-*-backend-module-*',
];
const NODES = [
  '@cairn/plugin-*-node',
  '@backstage/*-node',
  '@backstage/backend-*',
];

const importing = source => ({ to: { module: { source } } });
const notTests = { categories: { allOf: ['file'], noneOf: ['test'] } };

const policies = [
  {
    from: { element: { type: 'frontend' }, file: notTests },
    disallow: importing([...NODES, ...BACKENDS, '@cairn/cli']),
    message:
      'A frontend knows -common packages only; what it needs from a backend it asks over HTTP',
  },
  {
    from: { element: { type: 'common' }, file: notTests },
    disallow: importing([...FRONTENDS, ...NODES, ...BACKENDS, '@cairn/cli']),
    message:
      'A -common package runs in the browser and in backends: it knows other -common packages only',
  },
  {
    from: { element: { type: ['node', 'cli'] }, file: notTests },
    disallow: importing([...FRONTENDS, ...BACKENDS]),
    message: 'This knows -common and -node packages only',
  },
  {
    from: { element: { type: 'backend' }, file: notTests },
    disallow: importing([...FRONTENDS, ...BACKENDS, '@cairn/cli']),
    message:
      'A backend never knows another backend: go through a service ref of its -node package, or over HTTP',
  },
  {
    from: {
      file: { categories: { allOf: ['file'], noneOf: ['store', 'test'] } },
    },
    disallow: importing(['knex']),
    message: 'Only a store knows knex',
  },
  {
    from: { file: { categories: { allOf: ['client'], noneOf: ['test'] } } },
    disallow: importing([
      'express',
      'express-*',
      '@backstage/plugin-permission-*',
    ]),
    message:
      'A client of a remote system knows neither express nor permissions',
  },
  {
    from: { file: { categories: { allOf: ['router'], noneOf: ['test'] } } },
    disallow: {
      to: { file: { categories: { anyOf: ['store', 'client'] } } },
    },
    message:
      'A router parses, calls one method of a service and answers: it knows neither stores nor clients',
  },
];

// packages/ holds the shells and the command line: their entry points do things, that is what they are for.
const isShell = directory => basename(dirname(directory)) === 'packages';

// These run from the sources of the checkout and are never built, so that a file's place is known from __dirname.
const runsFromSource = directory =>
  ['bench', 'checks', 'cli', 'e2e', 'pipeline-runner', 'templates'].includes(
    basename(directory),
  );

const isFrontend = directory =>
  /^(frontend|web)/.test(
    require(join(directory, 'package.json')).backstage.role,
  );

module.exports = directory =>
  createPackageConfig(directory, {
    plugins: ['boundaries'],
    settings: {
      'boundaries/root-path': __dirname,
      'boundaries/elements': elements,
      'boundaries/files': files,
      'import/resolver': {
        node: { extensions: ['.ts', '.tsx', '.js', '.json'] },
      },
    },
    rules: {
      'boundaries/dependencies': [
        'error',
        {
          default: 'allow',
          checkAllOrigins: true,
          checkInternals: true,
          checkUnknownLocals: true,
          policies,
        },
      ],
      // A text that scrolls must take the focus, or a keyboard cannot scroll it: it then is a labelled region.
      ...(isFrontend(directory) && {
        'jsx-a11y/no-noninteractive-tabindex': [
          'error',
          { tags: [], roles: ['region', 'tabpanel'] },
        ],
      }),
    },
    overrides: [
      ...(runsFromSource(directory)
        ? [{ files: ['**'], rules: { 'no-restricted-syntax': 'off' } }]
        : []),
      {
        files: ['src/**/index.ts'],
        excludedFiles: isShell(directory) ? ['src/index.ts'] : [],
        rules: {
          'no-restricted-syntax': [
            'error',
            {
              selector:
                'Program > :not(ExportAllDeclaration, ExportNamedDeclaration[source])',
              message: 'An index file only re-exports',
            },
          ],
        },
      },
    ],
  });
