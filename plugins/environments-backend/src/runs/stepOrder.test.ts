import fc from 'fast-check';
import { runLanes } from './runLanes';
import { lanesOf, type OrderedStep } from './stepOrder';

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

  it('say so where they wait for each other', async () => {
    await expect(
      runLanes([lane('a', ['b']), lane('b', ['a'])], 4, async () => {}),
    ).rejects.toThrow('wait for each other: a, b');
  });
});
