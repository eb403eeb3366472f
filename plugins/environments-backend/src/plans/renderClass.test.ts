import { environmentClassSchema } from '@cairn/plugin-environments-common';
import { sandboxClass } from '../__testUtils__/MemoryClasses';
import { startEnvironments } from '../__testUtils__/startEnvironments';

const [settings, ...others] = sandboxClass.spec.components;
/** The same class, whose object is called otherwise. */
const renamed = environmentClassSchema.parse({
  ...sandboxClass,
  spec: {
    ...sandboxClass.spec,
    components: [
      JSON.parse(
        JSON.stringify(settings).replace(
          '"metadata":{"name":"settings"',
          '"metadata":{"name":"config"',
        ),
      ),
      ...others,
    ],
  },
});

it('keeps the name that something has where its engine names it otherwise now', async () => {
  const { amara, classes, create, engine, finish } = await startEnvironments();
  await create();
  classes.set(renamed, 'sha256:2');
  engine.withKeptNames = (desired, existing) =>
    desired.map(one =>
      one.ref.name === 'config' &&
      existing.some(({ name }) => name === 'settings')
        ? {
            ...one,
            ref: { ...one.ref, name: 'settings' },
          }
        : one,
    );
  const { body: plan } = await amara.post('/plans', {
    action: 'update',
    environment: 'shop',
    upgrade: true,
    parameters: { size: 'large' },
  });
  expect(
    plan.changes.map(
      ({ operation, ref }: { operation: string; ref: { name: string } }) =>
        `${operation} ${ref.name}`,
    ),
  ).toContain('update settings');
  expect((await finish(plan)).state).toBe('Succeeded');
  expect(engine.effects).not.toContain('delete ConfigMap/settings');
  expect(engine.effects).toContain('update ConfigMap/settings');
});
