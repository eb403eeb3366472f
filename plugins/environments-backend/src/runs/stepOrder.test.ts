import fc from 'fast-check';
import { LeaseLostError } from '../store/RunJournal';
import { runLanes } from './runLanes';
import { lanesOf, type OrderedStep } from './stepOrder';
import { RunCancelled } from './StepRunner';

const step = (
  component: string,
  operation = 'create',
  ref: Partial<OrderedStep['ref']> = {},
): OrderedStep => ({
  component,
  operation,
  ref: {
    cluster: 'local',
    apiVersion: 'v1',
    kind: 'ConfigMap',
    name: 'a',
    ...ref,
  },
});

async function orderOf(
  steps: OrderedStep[],
  components: Array<{ name: string; needs: string[] }>,
): Promise<string[]> {
  const order: string[] = [];
  for (const lanes of lanesOf(steps, components)) {
    await runLanes(lanes, 4, async ({ component, operation }) => {
      order.push(`${operation} ${component}`);
    });
  }
  return order;
}

describe('the order of steps', () => {
  const chain = [
    { name: 'a', needs: [] },
    { name: 'b', needs: ['a'] },
    { name: 'c', needs: ['b'] },
  ];

  it('is that of what components need, and the other way round for what goes', async () => {
    expect(
      await orderOf(
        [
          step('c'),
          step('a', 'delete'),
          step('b', 'delete'),
          step('a', 'update'),
        ],
        chain,
      ),
    ).toEqual(['update a', 'create c', 'delete b', 'delete a']);
  });

  it('knows what a component needs through one that does nothing', () => {
    const [lanes] = lanesOf([step('a'), step('c')], chain);
    expect([...lanes[1].after]).toEqual(['a']);
  });

  it('has in one stage what needs nothing of each other', () => {
    const kinds = [
      ...['ResourceQuota', 'Role', 'RoleBinding', 'RoleBinding'],
      ...['ConfigMap', 'Service', 'Job', 'Job'],
    ];
    const [[lane]] = lanesOf(
      kinds.map((kind, index) =>
        step('a', 'create', { kind, name: `${index}` }),
      ),
      chain,
    );
    expect(
      lane.stages.map(stage => stage.map(({ ref }) => ref.name).join(' ')),
    ).toEqual(['0', '1', '2 3', '4 5', '6', '7']);
  });

  it.each([
    [
      'kinds that need nothing of each other',
      [
        ...['v1/ServiceAccount', 'rbac.authorization.k8s.io/v1/Role'],
        ...['networking.k8s.io/v1/NetworkPolicy', 'v1/LimitRange'],
        ...['v1/Secret', 'v1/Service'],
      ],
      ['0 1 2 3', '4 5'],
    ],
    [
      'no kinds of others that have the same name',
      ['v1/ConfigMap', 'serving.knative.dev/v1/Service', 'v1/Secret'],
      ['0', '1', '2'],
    ],
    [
      'nothing that one of them may need',
      [
        ...['v1/ServiceAccount', 'rbac.authorization.k8s.io/v1/Role'],
        'rbac.authorization.k8s.io/v1beta1/Role',
      ],
      ['0 1', '2'],
    ],
  ])('has in one stage %s', (_, kinds, expected) => {
    const [[lane]] = lanesOf(
      kinds.map((full, index) => {
        const parts = full.split('/');
        const kind = parts.pop();
        const apiVersion = parts.join('/');
        return step('a', 'create', { apiVersion, kind, name: `${index}` });
      }),
      chain,
    );
    expect(
      lane.stages.map(stage => stage.map(({ ref }) => ref.name).join(' ')),
    ).toEqual(expected);
  });

  it('is that of the plan where the class is not known', () => {
    const [lanes] = lanesOf([step('x'), step('y'), step('z')], []);
    expect(lanes.map(({ after }) => [...after])).toEqual([
      [],
      ['x'],
      ['x', 'y'],
    ]);
  });

  it('has a namespace before what is in it, whatever the class forgot to say', () => {
    const components = [
      { name: 'things', needs: [] },
      { name: 'place', needs: [] },
    ];
    const namespace = { kind: 'Namespace', name: 'env-a' };
    const inIt = { namespace: 'env-a' };
    const [made] = lanesOf(
      [step('things', 'create', inIt), step('place', 'create', namespace)],
      components,
    );
    expect([...made[0].after]).toEqual(['place']);
    const [gone] = lanesOf(
      [step('place', 'delete', namespace), step('things', 'delete', inIt)],
      components,
    );
    expect([...gone[0].after]).toEqual(['things']);
  });

  it('does each step once and ends, for any class without a circle', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.nat(10), { maxLength: 4 }), { maxLength: 8 }),
        fc.array(
          fc.record({
            component: fc.nat(7),
            operation: fc.constantFrom('create', 'update', 'delete'),
            kind: fc.constantFrom('Namespace', 'ConfigMap'),
            namespace: fc.constantFrom('n1', 'n2', undefined),
            name: fc.constantFrom('n1', 'n2', 'x'),
          }),
          { maxLength: 20 },
        ),
        async (needs, wanted) => {
          const components = needs.map((ofOne, index) => ({
            name: `c${index}`,
            needs: ofOne.filter(other => other < index).map(n => `c${n}`),
          }));
          const steps = wanted.map(({ component, operation, ...ref }) =>
            step(`c${component}`, operation, ref),
          );
          const order = await orderOf(steps, components);
          expect(order.sort()).toEqual(
            steps
              .map(({ operation, component }) => `${operation} ${component}`)
              .sort(),
          );
        },
      ),
    );
  });
});

describe('lanes', () => {
  const lane = (component: string, after: string[] = []) => ({
    component,
    stages: [[step(component), step(component)], [step(component)]],
    after: new Set(after),
  });

  it('that do not wait for each other go side by side, a bounded number of their steps', async () => {
    let active = 0;
    let most = 0;
    await runLanes(
      ['a', 'b', 'c'].map(name => lane(name)),
      4,
      async () => {
        active += 1;
        most = Math.max(most, active);
        await new Promise(resolve => setImmediate(resolve));
        active -= 1;
      },
    );
    expect(most).toBe(4);
  });

  it('have a stage over before the next one begins', async () => {
    const order: string[] = [];
    const named = (name: string) => step('a', 'create', { name });
    await runLanes(
      [
        {
          component: 'a',
          stages: [[named('slow'), named('quick')], [named('last')]],
          after: new Set<string>(),
        },
      ],
      4,
      async ({ ref: { name } }) => {
        if (name === 'slow') {
          await new Promise(resolve => setImmediate(resolve));
        }
        order.push(name);
      },
    );
    expect(order).toEqual(['quick', 'slow', 'last']);
  });

  it('begin nothing after a failure, and let what is under way come to its end', async () => {
    const ended: string[] = [];
    let release = () => {};
    const held = new Promise<void>(resolve => {
      release = resolve;
    });
    await expect(
      runLanes(
        [lane('slow'), lane('bad'), lane('next', ['bad'])],
        3,
        async one => {
          if (one.component === 'bad') {
            setImmediate(release);
            throw new Error('no');
          }
          await held;
          ended.push(one.component);
        },
      ),
    ).rejects.toThrow('no');
    expect(ended).toEqual(['slow', 'slow']);
  });

  it.each([
    [['cancelled', 'failed', 'lost'], 'lost'],
    [['cancelled', 'failed', 'other'], 'failed'],
    [['cancelled', 'cancelled', 'cancelled'], 'cancelled'],
  ])('tell of %j together that it is %s', async (ends, expected) => {
    const errors: Record<string, Error> = {
      cancelled: new RunCancelled('user:default/a'),
      failed: new Error('a step failed'),
      other: new Error('another failed later'),
      lost: new LeaseLostError('another worker has the run'),
    };
    const names = ['a', 'b', 'c'];
    let begun = 0;
    let ended = 0;
    await expect(
      runLanes(
        names.map(component => ({
          component,
          stages: [[step(component)]],
          after: new Set<string>(),
        })),
        3,
        async ({ component }) => {
          const turn = names.indexOf(component);
          begun += 1;
          while (begun < names.length || ended < turn) {
            await new Promise(resolve => setImmediate(resolve));
          }
          ended += 1;
          throw errors[ends[turn]];
        },
      ),
    ).rejects.toBe(errors[expected]);
  });

  it('say so where they wait for each other', async () => {
    await expect(
      runLanes([lane('a', ['b']), lane('b', ['a'])], 4, async () => {}),
    ).rejects.toThrow('wait for each other: a, b');
  });
});
