import fc from 'fast-check';
import type {
  DesiredResource,
  DriftedField,
} from '@cairn/plugin-environments-common';
import { compileParametersSchema } from '@cairn/plugin-environments-node';
import { acceptedBy } from './acceptedBy';

const SIZES: Record<string, { cpu: string; memory: string }> = {
  small: { cpu: '1', memory: '2Gi' },
  large: { cpu: '4', memory: '8Gi' },
};

const schema = {
  type: 'object',
  required: ['replicas', 'size', 'tag'],
  properties: {
    replicas: { type: 'integer', minimum: 1, maximum: 5 },
    size: { type: 'string', enum: ['small', 'large'] },
    tag: { type: 'string', maxLength: 20 },
    debug: { type: 'boolean', default: false },
  },
};
const parameters = { replicas: 1, size: 'small', tag: '1.0', debug: false };

const refOf = (kind: string) => ({
  cluster: 'local',
  apiVersion: 'v1',
  kind,
  namespace: 'env-shop',
  name: 'a',
});

async function render(
  given: Record<string, unknown>,
): Promise<DesiredResource[]> {
  const make = (kind: string, object: object): DesiredResource => ({
    component: 'all',
    engine: 'fake',
    ref: refOf(kind),
    object: { kind, ...object },
  });
  return [
    make('Deployment', {
      spec: { replicas: given.replicas, image: `web:${given.tag}` },
    }),
    make('ConfigMap', { data: { debug: String(given.debug) } }),
    make('ResourceQuota', { spec: SIZES[String(given.size)] }),
  ];
}

const accepted = (drifted: Array<[string, ...DriftedField[]]>) =>
  acceptedBy({
    drift: {
      resources: drifted.map(([kind, ...fields]) => ({
        component: 'all',
        ref: refOf(kind),
        kind: 'changed' as const,
        message: '',
        fields,
      })),
    },
    schema,
    parameters,
    validate: compileParametersSchema(schema),
    render,
  });

const replicas = (after: unknown): DriftedField => ({
  path: '/spec/replicas',
  before: 1,
  after,
});

describe('acceptedBy', () => {
  it('finds the parameter that makes what is live', async () => {
    expect(await accepted([['Deployment', replicas(3)]])).toEqual({
      parameters: { ...parameters, replicas: 3 },
      covers: 1,
      of: 1,
    });
  });

  it('finds one that stands within a text, and one that is written as a text', async () => {
    expect(
      await accepted([
        [
          'Deployment',
          { path: '/spec/image', before: 'web:1.0', after: 'web:2.5' },
        ],
        ['ConfigMap', { path: '/data/debug', before: 'false', after: 'true' }],
      ]),
    ).toEqual({
      parameters: { ...parameters, tag: '2.5', debug: true },
      covers: 2,
      of: 2,
    });
  });

  const cpu = { path: '/spec/cpu', before: '1', after: '4' };
  const memory = { path: '/spec/memory', before: '2Gi', after: '8Gi' };

  it('finds a choice that makes several fields', async () => {
    expect(await accepted([['ResourceQuota', cpu, memory]])).toEqual({
      parameters: { ...parameters, size: 'large' },
      covers: 2,
      of: 2,
    });
  });

  it('takes no choice that would change what is not drifted', async () => {
    expect(await accepted([['ResourceQuota', cpu]])).toBeUndefined();
    expect(
      await accepted([['ResourceQuota', cpu, { ...memory, after: '3Gi' }]]),
    ).toBeUndefined();
  });

  it('covers what can be covered, and says of how much', async () => {
    expect(
      await accepted([
        [
          'Deployment',
          replicas(2),
          { path: '/metadata/labels/team', before: 'a', after: 'b' },
        ],
      ]),
    ).toEqual({
      parameters: { ...parameters, replicas: 2 },
      covers: 1,
      of: 2,
    });
  });

  it.each([
    ['is not allowed by the class', replicas(9)],
    ['is of another type', replicas('many')],
    ['is gone', { path: '/spec/replicas', before: 1 }],
    ['is a secret', replicas('[redacted]')],
  ])('finds nothing where the live value %s', async (_, field) => {
    expect(await accepted([['Deployment', field]])).toBeUndefined();
  });

  it('only ever answers parameters that are valid and make exactly what is live', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.jsonValue(), fc.integer({ min: -1, max: 7 })),
        fc.string({ maxLength: 30 }),
        async (count, tag) => {
          const fields = [
            replicas(count),
            {
              path: '/spec/image',
              before: 'web:1.0',
              after: `web:${tag}`,
            },
          ].filter(({ before, after }) => before !== after);
          const accept = await accepted([['Deployment', ...fields]]);
          if (!accept) {
            return;
          }
          expect(
            compileParametersSchema(schema)(accept.parameters).problems,
          ).toEqual([]);
          const [{ object }] = await render(accept.parameters);
          const made = [object].map(({ spec }) => spec)[0];
          const covered = fields.filter(({ path, after }) =>
            JSON.stringify(made).includes(
              `"${path.split('/')[2]}":${JSON.stringify(after)}`,
            ),
          );
          expect(covered).toHaveLength(accept.covers);
        },
      ),
    );
  });
});
