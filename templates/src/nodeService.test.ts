import { execFile } from 'node:child_process';
import { symlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import {
  PLAN_DIGEST_VALUE,
  whyNoServiceName,
} from '@cairn/plugin-golden-paths-common';
import { manifestPolicyInputSchema } from '@cairn/plugin-policy-common';
import { OpaProcess } from '@cairn/plugin-policy-node/testing';
import fc from 'fast-check';
import { validate } from 'jsonschema';
import { parse, parseAllDocuments, parseDocument } from 'yaml';
import { z } from 'zod';
import { readTemplate, RenderedTemplate } from './renderTemplate';

jest.setTimeout(120_000);

const run = promisify(execFile);
const kustomize = process.env.CAIRN_TEST_KUSTOMIZE ?? 'kustomize';
const node_modules = resolve(__dirname, '../../node_modules');

const values = {
  name: 'parcel-lockers',
  description: 'Says which "lockers" have room: today & <tomorrow>.',
  owner: 'group:default/fulfilment-team',
  system: 'system:default/delivery',
  systemName: 'delivery',
  organization: 'larkfield',
  registry: 'registry.larkfield.example',
};

/** Everything that a form would take as a description, and that somebody could mean badly. */
const hostileDescriptions = [
  '${{ values.owner }} ${{ secrets.token }}',
  '{% include "/etc/passwd" %} {{ 7*7 }} {# #}',
  '"}, "scripts": {"preinstall": "id"}, "x": {"y": "',
  "' onerror='alert(1) --- # ",
  '- a\\n- b: &anchor *alias !!js/function',
  ': | > ? ! % @ ` [ ] { } , #',
  '$(id) `id` ; rm -rf / && $IFS',
  '</script><script>alert(1)</script>',
  '\\u0022, \\" \\\\ \\',
  'null true ~ 0x1f 1e3 ünïcödé 配送 🚚',
];

const rendered: RenderedTemplate[] = [];
afterAll(() => Promise.all(rendered.map(one => one.remove())));

async function render(changes: Partial<typeof values> = {}) {
  const one = await RenderedTemplate.render('node-service', {
    ...values,
    ...changes,
  });
  rendered.push(one);
  return one;
}

const entitySchema = z.looseObject({
  kind: z.string(),
  metadata: z.looseObject({
    name: z.string(),
    description: z.string(),
    annotations: z.record(z.string(), z.string()).optional(),
  }),
  spec: z.looseObject({ owner: z.string(), system: z.string().optional() }),
});

async function entitiesOf(one: RenderedTemplate) {
  return parseAllDocuments(await one.read('catalog-info.yaml')).map(document =>
    entitySchema.parse(document.toJS()),
  );
}

describe('what is rendered', () => {
  let one: RenderedTemplate;
  beforeAll(async () => {
    one = await render();
  });

  it('leaves nothing of the template behind', async () => {
    for (const path of await one.files()) {
      const text = await one.read(path);
      expect(path).not.toMatch(/[{}$]/);
      expect(text).not.toMatch(/\$\{\{ *values|\{%/);
    }
  });

  it('names no registry of packages, and pins each package by its content', async () => {
    const lock = z
      .object({
        name: z.string(),
        packages: z.record(
          z.string(),
          z.looseObject({
            resolved: z.string().optional(),
            integrity: z.string().optional(),
          }),
        ),
      })
      .parse(JSON.parse(await one.read('package-lock.json')));
    expect(lock.name).toBe(values.name);
    const packages = Object.entries(lock.packages).filter(([path]) => path);
    expect(packages.length).toBeGreaterThan(20);
    for (const [path, { resolved, integrity }] of packages) {
      expect([path, resolved]).toEqual([path, undefined]);
      expect(integrity).toMatch(/^sha512-/);
    }
  });

  it('is YAML and JSON wherever it says so', async () => {
    const files = await one.files();
    const wrong: unknown[] = [];
    for (const path of files.filter(file => /\.ya?ml$/.test(file))) {
      for (const { errors } of parseAllDocuments(await one.read(path))) {
        wrong.push(...errors);
      }
    }
    for (const path of files.filter(file => file.endsWith('.json'))) {
      JSON.parse(await one.read(path));
    }
    expect(wrong).toEqual([]);
  });

  it('says in the catalog whose it is, where it comes from and how it is deployed', async () => {
    const [component, api] = await entitiesOf(one);
    expect(component).toMatchObject({
      kind: 'Component',
      metadata: {
        name: 'parcel-lockers',
        description: values.description,
        annotations: {
          'backstage.io/techdocs-ref': 'dir:.',
          'backstage.io/kubernetes-id': 'parcel-lockers',
          'cairn.dev/repository': 'larkfield/parcel-lockers',
          'cairn.dev/deploy-path': 'deploy/overlays/dev',
        },
      },
      spec: { owner: values.owner, system: values.system },
    });
    expect(api).toMatchObject({
      kind: 'API',
      spec: { definition: { $text: './openapi.json' } },
    });
  });

  it('leaves the system out where there is none', async () => {
    const alone = await render({ system: '', systemName: '' });
    for (const { spec } of await entitiesOf(alone)) {
      expect(spec).not.toHaveProperty('system');
    }
    expect(await alone.read('deploy/base/kustomization.yaml')).not.toContain(
      'part-of',
    );
  });

  it('is deployed as policy wants it, with the version of the overlay', async () => {
    const { stdout } = await run(kustomize, ['build', 'deploy/overlays/dev'], {
      cwd: one.root,
    });
    const objects = parseAllDocuments(stdout).map(document => ({
      path: 'deploy/overlays/dev',
      object: z.record(z.string(), z.unknown()).parse(document.toJS()),
    }));
    expect(stdout).toContain(
      'image: registry.larkfield.example/parcel-lockers:0.1.0',
    );
    const input = manifestPolicyInputSchema.parse({
      version: 1,
      source: 'larkfield/parcel-lockers',
      objects,
    });
    const opa = await OpaProcess.start();
    try {
      const answer = await fetch(`${opa.url}/v1/data/cairn/manifests/verdict`, {
        method: 'POST',
        body: JSON.stringify({ input }),
      });
      const { result } = z
        .object({
          result: z.object({
            rules: z.array(z.object({ passed: z.boolean() })).min(5),
            violations: z.array(z.unknown()),
          }),
        })
        .parse(await answer.json());
      expect(result.violations).toEqual([]);
    } finally {
      await opa.stop();
    }
  });

  it('compiles, and its tests pass', async () => {
    await symlink(node_modules, join(one.root, 'node_modules'));
    await run(process.execPath, [
      join(node_modules, 'typescript/bin/tsc'),
      '--project',
      one.root,
    ]);
    const { stdout } = await run(
      process.execPath,
      ['--test', '--test-reporter=tap', 'dist/test/*.test.js'],
      // Jest's own settings are not for the tests that run inside this one.
      { cwd: one.root, env: { PATH: process.env.PATH } },
    );
    expect(stdout).toMatch(/^# pass [1-9]/m);
    expect(stdout).toMatch(/^# fail 0$/m);
  });
});

describe('what somebody means badly', () => {
  const files = [
    'package.json',
    'openapi.json',
    'catalog-info.yaml',
    'deploy/base/deployment.yaml',
    'deploy/base/kustomization.yaml',
  ];

  /** What a description can change, and nothing else. */
  async function structureOf(one: RenderedTemplate): Promise<unknown[]> {
    return Promise.all(
      files.map(async path => {
        const text = await one.read(path);
        return path.endsWith('.json')
          ? JSON.parse(text)
          : parseAllDocuments(text).map(document => {
              expect(document.errors).toEqual([]);
              return document.toJS();
            });
      }),
    );
  }

  const replaced = (structure: unknown, from: string) =>
    JSON.stringify(structure, (_, value) =>
      value === from ? 'DESCRIPTION' : value,
    );

  it('stays the text of a description, in every file', async () => {
    const plain = replaced(
      await structureOf(await render()),
      values.description,
    );
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.constantFrom(...hostileDescriptions),
          fc
            .string({ unit: 'grapheme', minLength: 10, maxLength: 200 })
            .filter(text => !/[\p{Cc}\u2028\u2029]/u.test(text)),
        ),
        async description => {
          const one = await render({ description });
          expect(replaced(await structureOf(one), description)).toBe(plain);
          expect(await one.read('README.md')).toContain(description);
        },
      ),
      {
        numRuns: 30,
        examples: hostileDescriptions.map((text): [string] => [text]),
      },
    );
  });

  it('is refused by the form where it is a name, an owner, a system or more than a line', async () => {
    const { parameters } = await readTemplate('node-service');
    const good = {
      name: values.name,
      owner: values.owner,
      system: values.system,
      description: values.description,
      environments: [{ name: 'dev', class: 'service-dev' }],
      [PLAN_DIGEST_VALUE]: `sha256:${'0'.repeat(64)}`,
    };
    const isTaken = (changes: Record<string, unknown>) =>
      parameters.every(
        schema => validate({ ...good, ...changes }, schema).valid,
      );
    expect(isTaken({})).toBe(true);
    expect(isTaken({ system: '' })).toBe(true);
    expect(isTaken({ environments: [] })).toBe(true);
    for (const description of hostileDescriptions) {
      expect([description, isTaken({ description })]).toEqual([
        description,
        true,
      ]);
    }
    for (const bad of [
      { name: '$(id)' },
      { name: 'a\nb: c' },
      { name: '../../etc' },
      { name: 'Upper' },
      { owner: 'user:default/amara.okafor' },
      { owner: 'group:default/x"\n  system: y' },
      { system: 'system:default/a b' },
      { description: 'two\nlines that are long enough' },
      { description: 'a tab\tis a control character' },
      { description: '\u2028 a separator of lines' },
      { description: 'short' },
      { description: '            ' },
      { environments: [{ name: 'dev', class: 'sandbox' }] },
      { environments: [{ name: '../x', class: 'service-dev' }] },
      { environments: [{ name: 'dev', class: 'service-dev', more: 1 }] },
      { [PLAN_DIGEST_VALUE]: 'sha256:x' },
    ]) {
      expect([bad, isTaken(bad)]).toEqual([bad, false]);
    }
  });

  it('has no name that the form takes and the rules for names do not know', async () => {
    const { parameters } = await readTemplate('node-service');
    const { properties } = z
      .object({
        properties: z.object({ name: z.record(z.string(), z.unknown()) }),
      })
      .parse(parameters[0]);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), name => {
        const isTaken = validate(name, properties.name).valid;
        const why = whyNoServiceName(name) ?? '';
        // What the form cannot say by a pattern are words with a meaning of their own.
        expect(isTaken && why.startsWith('must')).toBe(false);
      }),
    );
  });
});

describe('the pipeline', () => {
  it('takes no step from elsewhere but the checkout, and deploys only what passed', async () => {
    const one = await render();
    const text = await one.read('.github/workflows/ci.yaml');
    expect(parseDocument(text).errors).toEqual([]);
    const { jobs } = z
      .object({
        jobs: z.record(
          z.string(),
          z.looseObject({
            needs: z.array(z.string()).optional(),
            'timeout-minutes': z.number(),
            steps: z.array(z.looseObject({ uses: z.string().optional() })),
          }),
        ),
      })
      .parse(parse(text));
    expect(Object.keys(jobs)).toEqual(['build', 'test', 'policy', 'deploy']);
    expect(jobs.deploy.needs).toEqual(['build', 'test', 'policy']);
    const used = Object.values(jobs).flatMap(({ steps }) =>
      steps.flatMap(({ uses }) => (uses ? [uses] : [])),
    );
    expect(new Set(used)).toEqual(new Set(['actions/checkout@v4']));
    expect(text).toContain('[skip ci]');
  });
});
