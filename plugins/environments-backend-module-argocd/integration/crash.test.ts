import { randomUUID } from 'node:crypto';
import type { UnorderedChange } from '@cairn/plugin-environments-node';
import { z } from 'zod';
import { Crash, crashing } from './crashing';
import { deployment, Fixture } from './fixture';

jest.setTimeout(180_000);

const historySchema = z.looseObject({
  status: z.looseObject({ history: z.array(z.unknown()).default([]) }),
});

describe('steps that are interrupted, on a real Argo CD', () => {
  let fixture: Fixture;

  beforeAll(async () => {
    fixture = await Fixture.start();
    fixture.git.commit({
      'base/deployment.yaml': deployment('registry.example/web:1'),
    });
  });
  afterEach(() => fixture.clean());
  afterAll(() => fixture.stop());

  /** Interrupts the step at each write, one after the other, and lets it go on. Answers how many there were. */
  async function interrupt(
    when: 'before' | 'after',
    prepare: () => Promise<{
      change: UnorderedChange;
      context: Parameters<Fixture['effect']>[0];
      deployments: number;
    }>,
  ): Promise<number> {
    for (let write = 1; ; write++) {
      const { change, context, deployments } = await prepare();
      const step = randomUUID();
      const first = fixture.engineOn(
        crashing(fixture.clusters, { write, when }),
      );
      const crashed = await first
        .apply({ ...change, index: 0 }, fixture.effect(context, step))
        .then(
          () => false,
          error => {
            if (!(error instanceof Crash)) {
              throw error;
            }
            return true;
          },
        );
      const { ref, uid } = await fixture.apply(context, change, step);
      const live = await fixture.admin.get(ref);
      expect(live?.metadata.uid).toBe(uid);
      expect(historySchema.parse(live).status.history).toHaveLength(
        deployments,
      );
      await fixture.clean();
      if (!crashed) {
        return write - 1;
      }
    }
  }

  it.each(['before', 'after'] as const)(
    'makes and deploys once, whenever it is interrupted %s a write',
    async when => {
      const writes = await interrupt(when, async () => {
        const context = await fixture.environment();
        const [project, application] = await fixture.plan(context);
        await fixture.apply(context, project);
        return { change: application, context, deployments: 1 };
      });
      // Made, its fields taken, deployed.
      expect(writes).toBeGreaterThanOrEqual(3);
    },
  );

  it.each(['before', 'after'] as const)(
    'changes and deploys once, whenever it is interrupted %s a write',
    async when => {
      let image = 1;
      const writes = await interrupt(when, async () => {
        const context = await fixture.environment();
        const items = await fixture.deploy(context);
        image += 1;
        const revision = fixture.git.commit({
          'base/deployment.yaml': deployment(`registry.example/web:${image}`),
        });
        const changed = {
          ...context,
          parameters: { ...context.parameters, revision },
        };
        const [, change] = await fixture.plan(changed, items);
        expect(change.operation).toBe('update');
        return { change, context: changed, deployments: 2 };
      });
      expect(writes).toBeGreaterThanOrEqual(2);
    },
  );

  it('goes on where an operation of another came after its own', async () => {
    const context = await fixture.environment();
    const [project, application] = await fixture.plan(context);
    await fixture.apply(context, project);
    const step = randomUUID();
    const item = await fixture.apply(context, application, step);
    await fixture.patch(item, {
      operation: { initiatedBy: { username: 'other' }, sync: {} },
    });
    await fixture.engine.apply(
      { ...application, index: 0 },
      fixture.effect(context, step),
    );
    const live = await fixture.admin.get(item.ref);
    expect(historySchema.parse(live).status.history).toHaveLength(2);
  });

  it('does nothing in a cluster that is another one now', async () => {
    const context = await fixture.environment();
    const [, application] = await fixture.deploy(context);
    const elsewhere = {
      ...fixture.effect(context),
      clusterIdentities: new Map([['local', 'another']]),
    };
    await expect(
      fixture.engine.destroy(application, elsewhere),
    ).rejects.toThrow('is another one now');
    expect(await fixture.admin.get(application.ref)).toBeDefined();
  });

  it('is refused once another worker is newer', async () => {
    const context = await fixture.environment();
    const items = await fixture.deploy(context);
    const late = fixture.effect(context);
    await fixture.takeOver(context);
    const changed = {
      ...context,
      parameters: {
        ...context.parameters,
        revision: fixture.git.commit({ 'other/file': randomUUID() }),
      },
    };
    const [, change] = await fixture.plan(changed, items);
    await expect(
      fixture.engine.apply({ ...change, index: 0 }, late),
    ).rejects.toMatchObject({ name: 'FenceLostError' });
    await expect(fixture.engine.destroy(items[1], late)).rejects.toMatchObject({
      name: 'FenceLostError',
    });
    expect(await fixture.admin.get(items[1].ref)).toBeDefined();
  });
});
