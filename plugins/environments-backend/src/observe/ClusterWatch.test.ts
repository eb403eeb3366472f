import { EventEmitter, once } from 'node:events';
import { mockServices } from '@backstage/backend-test-utils';
import {
  KubernetesStatusError,
  type KubernetesClient,
  type KubernetesObject,
  type WatchEvent,
} from '@cairn/plugin-clusters-node';
import type { WatchedKind } from '@cairn/plugin-environments-node';
import { ClusterWatch, type Look } from './ClusterWatch';

const ENVIRONMENT = 'e-1';

function configMap(
  uid: string,
  labels: Record<string, string> = { 'cairn.dev/environment': ENVIRONMENT },
): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: uid, namespace: 'env-a', uid, labels },
  };
}

const refOf = (uid: string) => ({
  cluster: 'local',
  apiVersion: 'v1',
  kind: 'ConfigMap',
  namespace: 'env-a',
  name: uid,
});

const kind: WatchedKind = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  judge: () => ({ status: 'Ready', message: '' }),
};

/** An API server whose lists and events a test decides on. */
class ScriptedServer {
  objects: KubernetesObject[] = [];
  identity = 'cluster-1';
  forbidden = false;
  lists = 0;
  #send: (event: WatchEvent | Error) => void = () => {};

  send(event: WatchEvent | Error): void {
    this.#send(event);
  }

  client(): KubernetesClient {
    const refuse = async () => {
      throw new Error('Nothing is asked for one by one');
    };
    return {
      request: async () => ({ status: 200, warnings: [], body: 'ok' }),
      pathOf: refuse,
      get: refuse,
      list: refuse,
      version: refuse,
      identity: async () => this.identity,
      pages: () => this.#pages(),
      watch: (_, options) => this.#watch(options),
    };
  }

  async *#pages() {
    if (this.forbidden) {
      throw new KubernetesStatusError('forbidden', { status: 403, fields: [] });
    }
    this.lists += 1;
    yield { objects: this.objects, resourceVersion: '1' };
  }

  async *#watch({
    onOpen,
    signal,
  }: Parameters<KubernetesClient['watch']>[1]): AsyncGenerator<WatchEvent> {
    const queue: Array<WatchEvent | Error> = [];
    const bell = new EventEmitter();
    this.#send = event => {
      queue.push(event);
      bell.emit('rung');
    };
    onOpen?.();
    for (;;) {
      signal.throwIfAborted();
      const event = queue.shift();
      if (event instanceof Error) {
        throw event;
      }
      if (event) {
        yield event;
      } else {
        await once(bell, 'rung', { signal });
      }
    }
  }
}

async function until(isSo: () => boolean): Promise<void> {
  const deadline = Date.now() + 15_000;
  while (!isSo()) {
    if (Date.now() > deadline) {
      throw new Error('It did not become so.');
    }
    await new Promise(done => setTimeout(done, 10));
  }
}

describe('ClusterWatch', () => {
  let server: ScriptedServer;
  let stop: AbortController;
  let changed: string[];
  let watch: ClusterWatch;
  const look = (uid: string, clusterIdentity?: string): Look =>
    watch.look({
      ref: refOf(uid),
      uid,
      ...(clusterIdentity && { clusterIdentity }),
    });
  const isSeen = (uid: string) => {
    const found = look(uid);
    return found.how === 'seen' && found.seen !== undefined;
  };
  const begin = (watched: WatchedKind = kind) => {
    watch = new ClusterWatch({
      cluster: 'local',
      client: server.client(),
      kinds: [watched],
      logger: mockServices.logger.mock(),
      onChange: id => changed.push(id),
      onReach: () => {},
    });
    void watch.run(stop.signal);
  };

  beforeEach(() => {
    server = new ScriptedServer();
    stop = new AbortController();
    changed = [];
  });
  afterEach(() => stop.abort());

  it('waits until it has read everything, and then knows without asking', async () => {
    server.objects = [configMap('a')];
    begin();
    expect(look('a')).toEqual({ how: 'wait' });
    await until(() => isSeen('a'));
    expect(look('b')).toEqual({ how: 'seen' });
    expect(changed).toEqual([ENVIRONMENT]);
    expect(watch.observedAt).toEqual(expect.any(String));
  });

  it('sees an object that lost its label go, and tells of whom it was', async () => {
    server.objects = [configMap('a')];
    begin();
    await until(() => isSeen('a'));
    server.send({ type: 'DELETED', object: configMap('a', {}) });
    await until(() => !isSeen('a'));
    expect(changed).toEqual([ENVIRONMENT, ENVIRONMENT]);
  });

  it('reads everything again where its resource version is too old, and finds what it missed', async () => {
    server.objects = [configMap('a')];
    begin();
    await until(() => isSeen('a'));
    // The same name, made anew.
    server.objects = [configMap('b')];
    server.send(
      new KubernetesStatusError('too old', { status: 410, fields: [] }),
    );
    await until(() => isSeen('b'));
    expect(look('a')).toEqual({ how: 'seen' });
    expect(server.lists).toBe(2);
  });

  it('says nothing of objects of a cluster that is another one now', async () => {
    server.objects = [configMap('a')];
    begin();
    await until(() => isSeen('a'));
    expect(look('a', 'cluster-1').how).toBe('seen');
    expect(look('a', 'cluster-0')).toEqual({
      how: 'trouble',
      message: expect.stringContaining('is not the one any more'),
    });
  });

  it('asks for kinds that may not be watched, and for those that nobody named', async () => {
    server.forbidden = true;
    begin();
    await until(() => look('a').how === 'ask');
    expect(
      watch.look({ ref: { ...refOf('a'), kind: 'Secret' }, uid: 'a' }),
    ).toEqual({ how: 'ask' });
  });

  it('is not sure any more of what is too old', async () => {
    server.objects = [configMap('a')];
    begin({
      ...kind,
      judge: () => ({
        status: 'Ready',
        message: '',
        stale: { at: Date.now() - 1, message: 'nobody looked at it' },
      }),
    });
    await until(() => isSeen('a'));
    expect(look('a')).toMatchObject({
      seen: { status: 'Unknown', message: 'nobody looked at it' },
    });
  });
});
