/**
 * Tests that need running programs, started by `./cairn test`: `integration` and `e2e` on a local platform, `launcher` on
 * what it starts itself. They are compiled as Backstage's own CLI compiles tests of backend packages.
 */
const transform = require.resolve('@backstage/cli/config/jestSwcTransform');

const moduleOptions = { ignoreDynamic: true, exportInteropAnnotation: true };

/** They have parts of the platform stand still, by the suite that they are of. */
const ALONE = {
  integration: [
    'plugins/environments-backend/integration/argoCdElsewhere.test.ts',
  ],
  e2e: [
    'e2e/src/journeys/trouble.test.ts',
    'e2e/src/journeys/unfinishedRun.test.ts',
  ],
};

function project(displayName, testMatch, testPathIgnorePatterns = []) {
  return {
    displayName,
    rootDir: __dirname,
    testMatch,
    testPathIgnorePatterns: ['/node_modules/', ...testPathIgnorePatterns],
    testEnvironment: require.resolve('jest-environment-node'),
    moduleFileExtensions: ['ts', 'tsx', 'mts', 'js', 'mjs', 'cjs', 'json'],
    // A template's package.json is no JSON yet.
    modulePathIgnorePatterns: [
      '<rootDir>/.cairn/',
      '<rootDir>/templates/',
      '/dist/',
    ],
    transform: {
      '\\.(mjs|cjs|js)$': [
        transform,
        { module: moduleOptions, jsc: { parser: { syntax: 'ecmascript' } } },
      ],
      '\\.(mts|cts|ts)$': [
        transform,
        { module: moduleOptions, jsc: { parser: { syntax: 'typescript' } } },
      ],
    },
    transformIgnorePatterns: [
      '/node_modules/(?:axe-core|core-js|knex|playwright-core|typescript)/',
    ],
  };
}

/** Tests that work at the same time, and those that no other works beside. */
function projects(name, testMatch, testPathIgnorePatterns = []) {
  return [
    project(name, testMatch, [
      ...testPathIgnorePatterns,
      ...ALONE[name].map(path => `/${path.replaceAll('.', '\\.')}$`),
    ]),
    project(
      `${name}-alone`,
      ALONE[name].map(path => `<rootDir>/${path}`),
    ),
  ];
}

module.exports = {
  rootDir: __dirname,
  // Real clusters take their time; a test that hangs must still end.
  testTimeout: 120_000,
  projects: [
    ...projects(
      'integration',
      ['<rootDir>/{packages,plugins,platform}/*/integration/**/*.test.ts'],
      ['/integration/launcher/'],
    ),
    project('launcher', [
      '<rootDir>/packages/cli/integration/launcher/**/*.test.ts',
    ]),
    ...projects('e2e', ['<rootDir>/e2e/src/**/*.test.ts']),
  ],
};
