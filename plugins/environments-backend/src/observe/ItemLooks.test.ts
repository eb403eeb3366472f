import type { Environment } from '@cairn/plugin-environments-common';
import { FakeEngine } from '../__testUtils__/FakeEngine';
import { EngineRegistry } from '../engines/EngineRegistry';
import type { ObservedItem } from '../store/ObservedStore';
import type { Look } from './ClusterWatch';
import { ItemLooks, Round } from './ItemLooks';

const AT = '2026-01-01T00:00:00.000Z';

const environment: Environment = {
  id: 'e-1',
  name: 'shop',
  title: 'shop',
  owner: 'group:default/checkout-team',
  class: { name: 'sandbox', version: 'sha256:1' },
  cluster: 'local',
  namespace: 'env-shop',
  parameters: {},
  mode: 'awake',
  entities: [],
  state: 'Ready',
  reason: '',
  since: AT,
  conditions: [],
  outputs: {},
  createdAt: AT,
  createdBy: 'user:default/a',
  lease: { renewals: { used: 0, allowed: 0 }, lastActivityAt: AT },
};

const item = (id: string, more: Partial<ObservedItem> = {}): ObservedItem => ({
  id,
  component: 'a',
  engine: 'fake',
  ref: { cluster: 'local', apiVersion: 'v1', kind: 'ConfigMap', name: id },
  uid: id,
  createdAt: AT,
  status: 'Ready',
  message: '',
  observedAt: AT,
  links: [],
  isObserved: true,
  ...more,
});

const ready: Look = {
  how: 'seen',
  seen: {
    environmentId: 'e-1',
    status: 'Ready',
    message: '',
    mark: { own: 'x', touched: '' },
  },
};

function looksOf(looks: Record<string, Look>) {
  const engine = new FakeEngine();
  const asked: string[] = [];
  const observe = engine.observe.bind(engine);
  engine.observe = async items => {
    asked.push(...items.map(({ id }) => id));
    return observe(items);
  };
  const engines = new EngineRegistry();
  engines.addEngine(engine);
  const look = new ItemLooks({
    engines,
    watches: {
      look: ({ uid }) => looks[uid] ?? { how: 'ask' },
      observedAt: () => AT,
      identity: () => 'cluster-1',
    },
  });
  return {
    asked,
    of: (items: ObservedItem[], round = new Round({ questions: 0 })) =>
      look.of({ environment, items }, round),
  };
}

describe('ItemLooks', () => {
  it('asks nobody about what is watched, and says in which cluster it was seen', async () => {
    const { asked, of } = looksOf({ a: ready });
    const looked = await of([item('a')]);
    expect(looked?.observations).toMatchObject([
      {
        id: 'a',
        status: 'Ready',
        wasAsked: false,
        clusterIdentity: 'cluster-1',
      },
    ]);
    expect(asked).toEqual([]);
  });

  it('asks about what is not where it should be', async () => {
    const { asked, of } = looksOf({ a: { how: 'seen' } });
    expect((await of([item('a')]))?.resources).toMatchObject([
      { status: 'Missing' },
    ]);
    expect(asked).toEqual(['a']);
  });

  it('says nothing while anything is read for the first time', async () => {
    const { of } = looksOf({ a: ready, b: { how: 'wait' } });
    expect(await of([item('a'), item('b')])).toBeUndefined();
  });

  it('knows nothing of a cluster that is away, and does not ask there', async () => {
    const { asked, of } = looksOf({
      a: { how: 'trouble', message: 'it is away' },
    });
    expect((await of([item('a')], new Round()))?.resources).toMatchObject([
      { status: 'Unknown', message: 'it is away' },
    ]);
    expect(asked).toEqual([]);
  });

  it('asks about what is not watched only as often as the round allows, and goes on there', async () => {
    const { asked, of } = looksOf({});
    const round = new Round({ questions: 1 });
    await of([item('a'), item('b')], round);
    expect(asked).toEqual(['a']);
    expect(round.next).toBe('e-1');
    // What was never looked at is asked for all the same.
    await of([item('c', { isObserved: false })]);
    expect(asked).toEqual(['a', 'c']);
    await of([item('d')], new Round({ from: 'e-2' }));
    expect(asked).toEqual(['a', 'c']);
  });

  it('asks about what another object made when that one changed, and lets it speak for what cannot be seen', async () => {
    const child = item('child', { parent: 'a' });
    const { asked, of } = looksOf({ a: ready, child: { how: 'seen' } });
    await of([item('a'), child]);
    expect(asked).toEqual([]);
    await of([item('a', { status: 'Degraded' }), child]);
    expect(asked).toEqual(['child']);
    const unseen = item('child', { parent: 'a', status: 'Unknown' });
    expect((await of([item('a'), unseen]))?.resources).toHaveLength(1);
  });
});
