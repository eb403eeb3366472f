import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { askPolicy } from './askPolicy';
import { readManifests } from './readManifests';
import { isAllowed, reportOf } from './report';

describe('readManifests', () => {
  it('takes documents and lists apart, and passes over nothing', () => {
    const text = `
apiVersion: v1
kind: ConfigMap
metadata: { name: a }
---
# empty
---
apiVersion: v1
kind: List
items:
  - { apiVersion: v1, kind: ConfigMap, metadata: { name: b } }
`;
    expect(
      readManifests('all.yaml', text).map(({ path, object }) => [
        path,
        object.kind,
      ]),
    ).toEqual([
      ['all.yaml#1', 'ConfigMap'],
      ['all.yaml#3[0]', 'ConfigMap'],
    ]);
    expect(readManifests('none.yaml', '')).toEqual([]);
  });

  it.each(['{[', '- a', 'text', '\tx: 1'])('refuses %j', text => {
    expect(() => readManifests('x.yaml', text)).toThrow(/^x\.yaml is not/);
  });
});

describe('askPolicy', () => {
  const violation = {
    rule: 'images.pinned',
    title: 'Images are pinned',
    severity: 'deny',
    message: 'latest moves',
    resource: 'Deployment/cart-api',
    path: 'all.yaml#1',
    fix: { text: 'Name a version.' },
    docs: '/docs/x',
  };
  const answers: Record<string, unknown> = {};
  let server: Server;
  let url: string;
  beforeAll(async () => {
    server = createServer((request, response) => {
      const document = (request.url ?? '').split('?')[0].split('/').at(-1);
      response.end(JSON.stringify(answers[document ?? ''] ?? {}));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    url = `http://127.0.0.1:${
      typeof address === 'object' ? address?.port : ''
    }`;
  });
  afterAll(() => server.close());
  beforeEach(() => {
    answers.manifest = { result: { rules: ['images.pinned', 'pods.ok'] } };
    answers.verdict = {
      result: {
        rules: [
          { id: 'images.pinned', passed: false },
          { id: 'pods.ok', passed: true },
        ],
        violations: [violation],
      },
    };
  });
  const ask = () => askPolicy(url, 'test', []);

  it('tells what is broken, where, why and what to do', async () => {
    const result = await ask();
    expect(isAllowed(result)).toBe(false);
    const report = reportOf(result, 1);
    for (const part of [
      'images.pinned',
      'Deployment/cart-api',
      'latest moves',
      'Name a version.',
      '1 object, 2 rules: 1 passed, 1 broken',
      'Denied.',
    ]) {
      expect(report).toContain(part);
    }
  });

  it('lets warnings pass, and nothing that asks for a yes', async () => {
    const result = await ask();
    const [found] = result.violations;
    expect(
      isAllowed({ ...result, violations: [{ ...found, severity: 'warn' }] }),
    ).toBe(true);
    expect(
      isAllowed({ ...result, violations: [{ ...found, severity: 'approve' }] }),
    ).toBe(false);
  });

  it.each([
    ['no manifest', 'manifest', {}],
    ['an empty manifest', 'manifest', { result: { rules: [] } }],
    ['no verdict', 'verdict', {}],
    ['half a verdict', 'verdict', { result: { rules: [] } }],
    [
      'a verdict that lacks a rule',
      'verdict',
      { result: { rules: [{ id: 'pods.ok', passed: true }], violations: [] } },
    ],
    [
      'a verdict that contradicts itself',
      'verdict',
      {
        result: {
          rules: [
            { id: 'images.pinned', passed: true },
            { id: 'pods.ok', passed: true },
          ],
          violations: [violation],
        },
      },
    ],
  ])('allows nothing with %s', async (_, document, answer) => {
    answers[document] = answer;
    await expect(ask()).rejects.toThrow(/nothing is allowed/);
  });

  it('allows nothing where policy is not there', async () => {
    await expect(askPolicy('http://127.0.0.1:2', 'test', [])).rejects.toThrow(
      /does not answer.*Nothing is allowed/,
    );
  });
});
