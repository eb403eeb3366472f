import { ClusterUnavailableError, KubernetesStatusError } from '../errors';
import type {
  KubernetesClient,
  KubernetesObject,
  WatchEvent,
} from '../Clusters';
import { WatchedCollection, type CollectionChange } from './WatchedCollection';

function pod(
  name: string,
  uid: string,
  resourceVersion = '1',
): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'a', uid, resourceVersion },
  };
}

const gone = new KubernetesStatusError('too old', { status: 410, fields: [] });
const unavailable = new ClusterUnavailableError('it is away');

/** Plays a list and watches, each in its turn, and notes from where each watch was begun. */
class ScriptedClient {
  readonly watchedFrom: string[] = [];
  lists = 0;

  constructor(
    private readonly script: {
      lists: KubernetesObject[][];
      watches: Array<Array<WatchEvent | Error>>;
      /** Called instead of a watch that the script does not have. */
      onEnd: () => void;
    },
  ) {}

  async *pages() {
    const objects = this.script.lists[this.lists++] ?? [];
    // Two pages, as an API server sends more than it likes to send at once.
    const half = Math.ceil(objects.length / 2);
    const resourceVersion = `list-${this.lists}`;
    yield { objects: objects.slice(0, half), resourceVersion };
    yield { objects: objects.slice(half), resourceVersion };
  }

  async *watch(
    _ref: unknown,
    options: Parameters<KubernetesClient['watch']>[1],
  ): AsyncGenerator<WatchEvent> {
    const events = this.script.watches[this.watchedFrom.length];
    this.watchedFrom.push(options.resourceVersion);
    if (!events) {
      this.script.onEnd();
      options.signal.throwIfAborted();
      return;
    }
    options.onOpen?.();
    for (const event of events) {
      if (event instanceof Error) {
        throw event;
      }
      yield event;
    }
  }
}

async function play(script: {
  lists: KubernetesObject[][];
  watches: Array<Array<WatchEvent | Error>>;
}) {
  const stop = new AbortController();
  const client = new ScriptedClient({ ...script, onEnd: () => stop.abort() });
  const changes: string[] = [];
  const states: boolean[] = [];
  const refuse = async () => {
    throw new Error('not part of this test');
  };
  const collection: WatchedCollection<string> = new WatchedCollection<string>(
    {
      pages: () => client.pages(),
      watch: (ref, options) => client.watch(ref, options),
      request: refuse,
      pathOf: refuse,
      get: refuse,
      list: refuse,
      identity: refuse,
      version: refuse,
    },
    {
      ref: { apiVersion: 'v1', kind: 'Pod' },
      trim: object => object.metadata.name,
      onChange: ({ uid, before, after }: CollectionChange<string>) =>
        changes.push(`${uid}: ${before ?? '-'} → ${after ?? '-'}`),
      onState: () => states.push(collection.isLive),
    },
  );
  await collection.run(stop.signal);
  return { client, changes, states, collection };
}

describe('WatchedCollection', () => {
  it('lists, then follows', async () => {
    const { changes, client, collection, states } = await play({
      lists: [[pod('x', '1'), pod('y', '2'), pod('z', '3')]],
      watches: [
        [
          { type: 'ADDED', object: pod('new', '4', '10') },
          { type: 'MODIFIED', object: pod('renamed', '1', '11') },
          { type: 'DELETED', object: pod('y', '2', '12') },
          { type: 'BOOKMARK', resourceVersion: '20' },
        ],
      ],
    });
    expect(changes).toEqual([
      '1: - → x',
      '2: - → y',
      '3: - → z',
      '4: - → new',
      '1: x → renamed',
      '2: y → -',
    ]);
    expect([...collection.values()].sort()).toEqual(['new', 'renamed', 'z']);
    // Ended by the server: it goes on from the bookmark, without another list.
    expect(client.watchedFrom).toEqual(['list-1', '20']);
    expect(client.lists).toBe(1);
    expect(states).toEqual([true, false]);
  });

  it('lists again where too much was missed, and tells only what changed', async () => {
    const { changes, client } = await play({
      lists: [
        [pod('stays', '1'), pod('goes', '2')],
        [pod('stays', '1'), pod('came', '3')],
      ],
      watches: [[gone]],
    });
    expect(changes).toEqual([
      '1: - → stays',
      '2: - → goes',
      '2: goes → -',
      '3: - → came',
    ]);
    expect(client.watchedFrom).toEqual(['list-1', 'list-2']);
  });

  it('takes an object that was made anew for another one', async () => {
    const { changes } = await play({
      lists: [[pod('x', 'old')], [pod('x', 'new')]],
      watches: [[gone]],
    });
    expect(changes).toEqual(['old: - → x', 'old: x → -', 'new: - → x']);
  });

  it('goes on where it was after a break, keeping what it knows', async () => {
    const { client, collection, states } = await play({
      lists: [[pod('x', '1')]],
      watches: [
        [{ type: 'ADDED', object: pod('y', '2', '7') }, unavailable],
        [],
      ],
    });
    expect(client.watchedFrom).toEqual(['list-1', '7', '7']);
    expect(collection.size).toBe(2);
    expect(states).toEqual([true, false, true, false]);
  });

  it('says why it is not live', async () => {
    const { collection } = await play({
      lists: [[]],
      watches: [[unavailable]],
    });
    expect(collection.isLive).toBe(false);
    expect(collection.trouble).toBe('it is away');
  });

  it('does not tell what stayed the same of what it keeps', async () => {
    const { changes } = await play({
      lists: [[pod('x', '1', '1')]],
      watches: [[{ type: 'MODIFIED', object: pod('x', '1', '2') }]],
    });
    expect(changes).toEqual(['1: - → x']);
  });
});
