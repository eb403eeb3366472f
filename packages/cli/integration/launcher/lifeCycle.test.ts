import { existsSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Checkout } from './Checkout';

async function until(condition: () => Promise<boolean>) {
  while (!(await condition())) {
    await wait(100);
  }
}

describe('the life cycle of a local platform', () => {
  let checkout: Checkout;
  beforeEach(async () => {
    checkout = await Checkout.create();
  });
  afterEach(() => checkout.clear());

  it('starts, tells of itself and stops, in a path with spaces', async () => {
    expect(await checkout.up('opa', 'etcd')).toMatchObject({ code: 0 });
    const status = await checkout.status();
    expect(status.code).toBe(0);
    expect(status.components).toEqual([
      expect.objectContaining({
        name: 'etcd',
        state: 'ready',
        version: '3.7.3',
        pid: expect.any(Number),
        since: expect.any(String),
      }),
      expect.objectContaining({ name: 'opa', state: 'ready' }),
    ]);
    expect(await checkout.run(['down'])).toMatchObject({ code: 0 });
    expect(checkout.processes()).toEqual([]);
    const after = await checkout.status();
    expect(after.code).toBe(3);
    expect(after.components.map(({ state }) => state)).toEqual([
      'stopped',
      'stopped',
    ]);
  });

  it('returns when it is ready, and runs on in the background', async () => {
    const args = ['--port', String(checkout.port), '--parts', 'opa'];
    const { code, output } = await checkout.run(['up', '-d', ...args]);
    expect(code).toBe(0);
    expect(output).toMatch(/It runs in the background \(process \d+\)/);
    expect((await checkout.status()).code).toBe(0);
    expect((await checkout.run(['up', '-d', ...args])).code).toBe(4);
  });

  it('keeps what is secret to its owner', async () => {
    await checkout.up('etcd');
    for (const path of [
      'pki/etcd/ca.key',
      'run/status.json',
      'logs/etcd.log',
    ]) {
      expect(statSync(join(checkout.home, path)).mode & 0o077).toBe(0);
    }
  });

  it('leaves no orphan when it is killed, and the next one goes on', async () => {
    await checkout.up('opa', 'etcd');
    const { pid, components } = await checkout.status();
    expect(checkout.processes()).toEqual(
      expect.arrayContaining(components.map(it => it.pid)),
    );
    process.kill(pid, 'SIGKILL');
    await checkout.untilGone();
    expect(await checkout.up('opa', 'etcd')).toMatchObject({ code: 0 });
    expect((await checkout.status()).code).toBe(0);
  });

  it('ends what is left when its guards were killed too', async () => {
    await checkout.up('etcd');
    const { pid, components } = await checkout.status();
    const [etcd] = components;
    for (const process_ of checkout.processes()) {
      if (process_ !== etcd?.pid) {
        process.kill(process_, 'SIGKILL');
      }
    }
    await until(async () => checkout.processes().length === 1);
    expect(checkout.processes()).toEqual([etcd?.pid]);
    expect(await checkout.up('etcd')).toMatchObject({ code: 0 });
    const next = await checkout.status();
    expect(next.pid).not.toBe(pid);
    expect(next.components[0]?.pid).not.toBe(etcd?.pid);
    expect(checkout.processes()).not.toContain(etcd?.pid);
  });

  it.each([100, 300, 500, 800, 1500])(
    'leaves no orphan when it is killed after %s ms',
    async delay => {
      const { child, outcome } = checkout.start([
        'up',
        '--port',
        String(checkout.port),
        '--parts',
        'opa,kube-apiserver',
      ]);
      await wait(delay);
      child.kill('SIGKILL');
      await outcome;
      await checkout.untilGone();
      expect(await checkout.up('etcd')).toMatchObject({ code: 0 });
    },
  );

  it.each([50, 400, 1200])(
    'stops cleanly by Ctrl-C after %s ms',
    async delay => {
      const { child, outcome } = checkout.start([
        'up',
        '--port',
        String(checkout.port),
        '--parts',
        'opa,kube-apiserver',
      ]);
      await wait(delay);
      child.kill('SIGINT');
      // Before it could catch the signal it dies of it; that is as clean.
      expect([130, null]).toContain((await outcome).code);
      // A guard looks again for at most a second; one that had to force something would take eight.
      await checkout.untilGone(5000);
    },
  );

  it('restarts a part that was killed', async () => {
    await checkout.up('opa');
    const before = (await checkout.status()).components[0]?.pid ?? 0;
    process.kill(before, 'SIGKILL');
    await until(async () => {
      const [opa] = (await checkout.status()).components;
      return opa?.state === 'ready' && opa.pid !== before;
    });
    expect(checkout.processes()).not.toContain(before);
  });

  it('says that it runs already, and by whom', async () => {
    await checkout.up('opa');
    const { pid } = await checkout.status();
    const second = await checkout.run(['up', '--port', String(checkout.port)]);
    expect(second.code).toBe(4);
    expect(second.output).toMatch(
      new RegExp(
        `Cairn runs already: process ${pid}, http://localhost:${checkout.port}, since \\d{4}-`,
      ),
    );
  });

  it('lets exactly one of two that start at once run', async () => {
    const both = await Promise.all([checkout.up('opa'), checkout.up('opa')]);
    expect(both.map(({ code }) => code).sort()).toEqual([0, 4]);
  });

  it('names a busy port, what it is for, and who has it', async () => {
    const port = checkout.port + 3;
    const server = createServer();
    await new Promise<void>(resolve =>
      server.listen(port, '127.0.0.1', () => resolve()),
    );
    try {
      const { code, output } = await checkout.up('opa');
      expect(code).toBe(5);
      expect(output).toMatch(
        new RegExp(
          `Port ${port}, for Open Policy Agent, is taken by \\S+ \\(process ${process.pid}\\)`,
        ),
      );
      expect(output).toContain('./cairn up --port N');
      expect(existsSync(join(checkout.home, 'run', 'up.lock'))).toBe(false);
    } finally {
      await new Promise(resolve => server.close(resolve));
    }
  });

  it('says what to install where Go is missing, and the rest works', async () => {
    const { child, outcome } = checkout.start(
      ['up', '--port', String(checkout.port), '--parts', 'opa,identity'],
      { PATH: '/nonexistent', XDG_CACHE_HOME: checkout.home },
    );
    const find = async (name: string) =>
      (await checkout.status()).components.find(it => it.name === name);
    await until(async () => (await find('opa'))?.state === 'failed');
    await until(async () => (await find('identity'))?.state === 'ready');
    expect((await find('opa'))?.reason).toMatch(
      /^Go is not on PATH\. Install Go 1\.26 or newer: https:\/\/go\.dev\/dl/,
    );
    child.kill('SIGTERM');
    expect(await outcome).toMatchObject({ code: 0 });
  });

  it('does not delete the state of one that runs', async () => {
    await checkout.up('opa');
    expect(await checkout.run(['reset', '--yes'])).toMatchObject({ code: 4 });
    await checkout.run(['down']);
    expect(await checkout.run(['reset'])).toMatchObject({ code: 2 });
    expect(existsSync(join(checkout.home, 'logs'))).toBe(true);
    expect(await checkout.run(['reset', '--yes'])).toMatchObject({ code: 0 });
    expect(existsSync(join(checkout.home, 'logs'))).toBe(false);
  });
});
