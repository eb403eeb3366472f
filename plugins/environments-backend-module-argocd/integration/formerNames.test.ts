import type { InventoryItem } from '@cairn/plugin-environments-common';
import { deployment, Fixture } from './fixture';

jest.setTimeout(120_000);

const CLAIM = `
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: data }
spec:
  accessModes: [ReadWriteOnce]
  resources: { requests: { storage: 1Gi } }
`;

describe('an application that an earlier version named otherwise, on a real Argo CD', () => {
  let fixture: Fixture;

  beforeAll(async () => {
    fixture = await Fixture.start();
    fixture.git.commit({
      'base/web.yaml': deployment('registry.example/web:1'),
      'base/claim.yaml': CLAIM,
      'next/web.yaml': deployment('registry.example/web:2'),
      'next/claim.yaml': CLAIM,
    });
  });
  afterEach(() => fixture.clean());
  afterAll(() => fixture.stop());

  it('stays, with all that it deployed', async () => {
    const { engine } = fixture;
    const context = await fixture.environment();
    const name = `cairn-${context.environment.name}-web`;
    const existing = [
      {
        cluster: 'local',
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Application',
        namespace: 'argocd',
        name,
      },
    ];
    const before = engine.withKeptNames(
      await engine.render(fixture.component(), context),
      existing,
    );
    const items: InventoryItem[] = [];
    for (const change of await engine.plan(
      before,
      [],
      fixture.planning(context),
    )) {
      items.push(await fixture.apply(context, change));
    }
    expect(items[1].ref.name).toBe(name);
    const all = () =>
      Promise.all([
        fixture.live(context, 'apps/v1', 'Deployment'),
        fixture.live(context, 'v1', 'PersistentVolumeClaim', 'data'),
      ]);
    const deployed = await all();

    const changed = {
      ...context,
      parameters: { ...context.parameters, path: 'next' },
    };
    const desired = engine.withKeptNames(
      await engine.render(fixture.component(), changed),
      items.map(({ ref }) => ref),
    );
    const plan = await engine.plan(desired, items, fixture.planning(changed));
    expect(plan.map(({ operation, ref }) => [operation, ref.name])).toEqual([
      ['unchanged', items[0].ref.name],
      ['update', name],
    ]);
    for (const change of plan) {
      await fixture.apply(changed, change);
    }
    const [web, claim] = await all();
    expect(web).toMatchObject({
      metadata: { uid: deployed[0]?.metadata.uid },
      spec: {
        template: {
          spec: { containers: [{ image: 'registry.example/web:2' }] },
        },
      },
    });
    expect(claim?.metadata.uid).toBe(deployed[1]?.metadata.uid);
  });
});
