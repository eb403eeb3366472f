import { randomUUID } from 'node:crypto';
import { TestDatabases } from '@backstage/backend-test-utils';
import { openAdministrator } from './openAdministrator';
import { testPlatform } from './platform';
import { startSettings, until } from './startSettings';
import { Between } from './worker/Between';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe('watches that are cut', () => {
  it('are begun anew where the API server has forgotten what was missed, and nothing is missed', async () => {
    const { kubeconfig } = testPlatform();
    const between = await Between.open(kubeconfig.reader);
    const admin = openAdministrator();
    const started = await startSettings({
      knex: await databases.init('SQLITE_3'),
      kubeconfig: { reader: between.kubeconfig, writer: kubeconfig.writer },
    });
    const name = `expired-${randomUUID().slice(0, 8)}`;
    const path = `/api/v1/namespaces/env-${name}`;
    try {
      await started.apply(await started.plan(name));
      await until(
        () => started.environment(name),
        ({ state }) => state === 'Ready',
      );

      // While nobody can watch, one object is changed and another one deleted.
      const cutAt = new Set<string>();
      between.treatWatch = watch => {
        cutAt.add(watch);
        return undefined;
      };
      between.cutWatches();
      await until(
        async () => cutAt.size,
        size => size > 1,
      );
      await admin.patch(`${path}/configmaps/first`, {
        data: { size: 'large' },
      });
      await admin.delete(`${path}/configmaps/second`);

      // For the API server, all that was known before is too long ago.
      const before = between.watches.length;
      between.treatWatch = watch =>
        cutAt.has(watch)
          ? watch.replace(/resourceVersion=\d+/, 'resourceVersion=1')
          : watch;
      await until(
        () => started.drift(name),
        ({ resources }) =>
          resources.some(
            ({ ref, kind }) => ref.name === 'first' && kind === 'changed',
          ) &&
          resources.some(
            ({ ref, kind }) => ref.name === 'second' && kind === 'missing',
          ),
      );
      expect(await started.environment(name)).toMatchObject({
        state: 'Degraded',
      });
      expect(
        between.watches
          .slice(before)
          .filter(({ first }) => first?.includes('"code":410')).length,
      ).toBeGreaterThan(0);

      // And it goes on watching.
      await admin.patch(`${path}/configmaps/first`, {
        data: { size: 'small' },
      });
      await until(
        () => started.drift(name),
        ({ resources }) => resources.every(({ ref }) => ref.name === 'second'),
      );
    } finally {
      await started.stop();
      await admin.delete(path);
      await between.close();
      await admin.close();
    }
  });
});
