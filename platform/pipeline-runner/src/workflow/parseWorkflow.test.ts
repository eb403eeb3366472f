import fc from 'fast-check';
import { meansBranch } from './branchFilter';
import { parseWorkflow } from './parseWorkflow';

const JOBS =
  'jobs: { a: { runs-on: ubuntu-latest, steps: [{ run: "true" }] } }';

it('reads name, jobs and steps', () => {
  expect(
    parseWorkflow(
      'ci.yaml',
      `name: CI
on: [push, pull_request]
jobs:
  build:
    name: Build it
    steps:
      - uses: actions/checkout@v4
      - id: version
        name: Version
        run: echo
      - run: |
          npm ci
          npm test
`,
    ),
  ).toEqual({
    name: 'CI',
    push: {},
    jobs: [
      {
        id: 'build',
        name: 'Build it',
        steps: [
          { key: '0', name: 'actions/checkout@v4' },
          { key: 'version', name: 'Version' },
          { key: '2', name: 'npm ci' },
        ],
      },
    ],
  });
});

it.each([
  ['on: push', true],
  ['on: [pull_request, push]', true],
  ['on: { push: }', true],
  ['on: { push: { branches: [main] } }', true],
  ['on: { push: { branches: main } }', true],
  ['on: { push: { paths: [src/**] } }', true],
  ['on: { push: { tags: [v*] } }', false],
  ['on: { push: { tags: [v*], branches: [main] } }', true],
  ['on: pull_request', false],
  ['on: { workflow_dispatch: }', false],
])('%s is for a push to main: %j', (on, isForMain) => {
  const workflow = parseWorkflow('ci.yaml', `${on}\n${JOBS}`);
  expect('problem' in workflow).toBe(false);
  expect(
    'jobs' in workflow &&
      workflow.push !== undefined &&
      meansBranch(workflow.push, 'main'),
  ).toBe(isForMain);
});

it.each([
  ['', /expected object/],
  ['on: push', /jobs/],
  [JOBS, /on/],
  ['on: push\njobs: {}', /has no job/],
  ['on: { push: { branches: 3 } }\njobs: { a: {} }', /on\.push/],
  ['on: [push', /not YAML/],
  ['\ton: push', /not YAML/],
])('%j is no workflow, and why', (text, why) => {
  const workflow = parseWorkflow('ci.yaml', text);
  expect('problem' in workflow && workflow.problem).toMatch(why);
});

it('takes any text, and ends', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), text => {
      expect(parseWorkflow('ci.yaml', text)).toBeDefined();
    }),
  );
});

describe('meansBranch', () => {
  it.each([
    [['main'], 'main', true],
    [['main'], 'mainly', false],
    [['release/*'], 'release/1', true],
    [['release/*'], 'release/1/x', false],
    [['release/**'], 'release/1/x', true],
    [['**'], 'a/b/c', true],
    [['*'], 'a/b', false],
    [['v?'], 'v1', true],
    [['v?'], 'v12', false],
    [['**', '!wip/**'], 'wip/x', false],
    [['**', '!wip/**', 'wip/keep'], 'wip/keep', true],
    [['a.b'], 'axb', false],
    [[], 'main', false],
  ])('%j and %s: %j', (branches, branch, expected) => {
    expect(meansBranch({ branches }, branch)).toBe(expected);
    expect(meansBranch({ branchesIgnore: branches }, branch)).toBe(!expected);
  });

  it('means every branch unless told', () => {
    expect(meansBranch({}, 'anything/at/all')).toBe(true);
  });

  it('cannot be made slow', () => {
    const pattern = `${'*a'.repeat(120)}b`;
    const startedAt = Date.now();
    expect(meansBranch({ branches: [pattern] }, 'a'.repeat(1000))).toBe(false);
    expect(Date.now() - startedAt).toBeLessThan(5000);
  });
});
