import { createServer, type RequestListener, type Server } from 'node:http';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import {
  createServer as createSocketServer,
  type AddressInfo,
  type Socket,
} from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { KubeconfigFile } from '../credentials/KubeconfigFile';
import { ClusterUnavailableError } from '../errors';
import { Connection } from './Connection';
import { PooledKubernetesClient } from './PooledKubernetesClient';

/** These are answers that a healthy API server never gives; everything else is tried against a real one. */
describe('PooledKubernetesClient', () => {
  let folder: string;
  let server: Server;
  let connection: Connection;
  let listener: RequestListener;
  let seen: string[];

  const use = (port: number, scheme = 'http') =>
    writeFile(
      join(folder, 'config'),
      stringify({
        'current-context': 'x',
        contexts: [{ name: 'x', context: { cluster: 'x', user: 'x' } }],
        clusters: [
          { name: 'x', cluster: { server: `${scheme}://127.0.0.1:${port}` } },
        ],
        users: [{ name: 'x', user: { token: 'secret-token' } }],
      }),
    );

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'client-'));
    seen = [];
    server = createServer((request, response) => {
      seen.push(`${request.method} ${request.url}`);
      listener(request, response);
    });
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
    connection = new Connection(
      new KubeconfigFile('local', { kubeconfig: join(folder, 'config') }),
    );
    await use((server.address() as AddressInfo).port);
  });

  afterEach(async () => {
    await connection.close();
    server.closeAllConnections();
    await new Promise(done => server.close(done));
    await rm(folder, { recursive: true });
  });

  const client = () => new PooledKubernetesClient('local', connection);
  const discovery = {
    kind: 'APIResourceList',
    resources: [
      { name: 'configmaps', kind: 'ConfigMap', namespaced: true },
      { name: 'namespaces', kind: 'Namespace', namespaced: false },
      { name: 'namespaces/status', kind: 'Namespace', namespaced: false },
    ],
  };
  const answerJson = (status: number, body: unknown, headers = {}) =>
    ((_, response) => {
      response.writeHead(status, headers).end(JSON.stringify(body));
    }) as RequestListener;

  it('gives up on a frozen server in its time', async () => {
    listener = () => {};
    const started = Date.now();
    const error = await client()
      .request({ method: 'GET', path: '/version', timeoutMs: 300 })
      .catch(e => e);
    expect(error).toBeInstanceOf(ClusterUnavailableError);
    expect(error.message).toBe(
      'Cluster "local" gave no answer: it did not answer within 0.3 s',
    );
    expect(Date.now() - started).toBeLessThan(8_000);
  });

  it('gives up in its time on a server that does not finish the handshake', async () => {
    const sockets: Socket[] = [];
    const mute = createSocketServer(socket => sockets.push(socket));
    await new Promise<void>(done => mute.listen(0, '127.0.0.1', done));
    await use((mute.address() as AddressInfo).port, 'https');
    const started = Date.now();
    await expect(
      client().request({
        method: 'POST',
        path: '/x',
        body: {},
        timeoutMs: 300,
      }),
    ).rejects.toThrow('it did not answer within 0.3 s');
    expect(Date.now() - started).toBeLessThan(8_000);
    sockets.forEach(socket => socket.destroy());
    await new Promise(done => mute.close(done));
  });

  it('gives up on a server that begins to answer and freezes', async () => {
    listener = (_, response) => {
      response.writeHead(200).write('{"gitVersion":');
    };
    await expect(
      client().request({ method: 'GET', path: '/version', timeoutMs: 300 }),
    ).rejects.toThrow(ClusterUnavailableError);
  });

  it('says that nothing listens', async () => {
    await new Promise(done => server.close(done));
    await expect(client().version()).rejects.toThrow(
      'Cluster "local" gave no answer: nothing listens at its address; it is stopped or still starting',
    );
  });

  it('passes on that the caller gave up', async () => {
    listener = () => {};
    const abort = new AbortController();
    const answer = client().request({
      method: 'GET',
      path: '/version',
      signal: abort.signal,
    });
    abort.abort(new Error('enough'));
    await expect(answer).rejects.toThrow('enough');
  });

  it.each(['', 'nonsense', '[]', '{}', 'null', '{"metadata":{"name":3}}'])(
    'does not crash on the answer %j',
    async body => {
      listener = (request, response) => {
        response.end(
          request.url === '/api/v1' ? JSON.stringify(discovery) : body,
        );
      };
      const ref = { apiVersion: 'v1', kind: 'Namespace', name: 'a' };
      await expect(client().get(ref)).rejects.toThrow(ClusterUnavailableError);
      await expect(client().list(ref)).rejects.toThrow(ClusterUnavailableError);
      await expect(client().version()).rejects.toThrow(ClusterUnavailableError);
    },
  );

  it('believes that an object is gone only where exactly it is meant', async () => {
    const gone = {
      kind: 'Status',
      reason: 'NotFound',
      details: { name: 'a', kind: 'namespaces' },
    };
    const ref = { apiVersion: 'v1', kind: 'Namespace', name: 'a' };
    const answer = (body: unknown) => {
      listener = (request, response) => {
        const isDiscovery = request.url === '/api/v1';
        response
          .writeHead(isDiscovery ? 200 : 404)
          .end(JSON.stringify(isDiscovery ? discovery : body));
      };
    };
    answer(gone);
    expect(await client().get(ref)).toBeUndefined();
    for (const body of [
      '404 page not found',
      { ...gone, details: { name: 'b', kind: 'namespaces' } },
      { ...gone, details: {} },
      { ...gone, reason: 'Gone' },
    ]) {
      answer(body);
      await expect(client().get(ref)).rejects.toThrow('refused to read');
    }
  });

  it('tries again where the server asks for it, and only then', async () => {
    const answers: Array<[number, unknown]> = [
      [429, { kind: 'Status' }],
      [500, { kind: 'Status', reason: 'InternalError' }],
      [500, { kind: 'Status' }],
      [200, {}],
    ];
    let calls = 0;
    listener = (_, response) => {
      const [status, body] = answers[calls++];
      response
        .writeHead(status, { 'retry-after': '0' })
        .end(JSON.stringify(body));
    };
    const { status } = await client().request({
      method: 'POST',
      path: '/x',
      body: {},
    });
    expect(status).toBe(500);
    expect(calls).toBe(3);
  });

  it('does not repeat a write whose connection broke', async () => {
    listener = request => request.socket.destroy();
    await expect(
      client().request({ method: 'POST', path: '/x', body: {} }),
    ).rejects.toThrow('it closed the connection');
    expect(seen).toHaveLength(1);
  });

  it('repeats a read whose connection broke', async () => {
    listener = request => request.socket.destroy();
    await expect(client().version()).rejects.toThrow(ClusterUnavailableError);
    expect(seen.length).toBeGreaterThan(1);
  });

  it('sends names as they are, and none that would lead elsewhere', async () => {
    listener = answerJson(200, discovery);
    const at = (name: string, namespace = 'ns') =>
      client().pathOf({ apiVersion: 'v1', kind: 'ConfigMap', namespace, name });
    expect(await at('Admin:x')).toBe(
      '/api/v1/namespaces/ns/configmaps/Admin%3Ax',
    );
    for (const name of ['..', '.', '', 'a/b', '%2e%2e']) {
      await expect(at(name)).rejects.toThrow('cannot be the name');
      await expect(at('a', name)).rejects.toThrow('cannot be the name');
    }
    await expect(
      client().pathOf({ apiVersion: '../v1', kind: 'ConfigMap' }),
    ).rejects.toThrow();
  });

  it('insists on the scope of a kind', async () => {
    listener = answerJson(200, discovery);
    await expect(
      client().pathOf({
        apiVersion: 'v1',
        kind: 'Namespace',
        namespace: 'a',
        name: 'b',
      }),
    ).rejects.toThrow('does not live in a namespace');
    await expect(
      client().pathOf({ apiVersion: 'v1', kind: 'ConfigMap', name: 'b' }),
    ).rejects.toThrow('needs a namespace');
  });

  it('validates strictly and hands over warnings', async () => {
    listener = answerJson(
      201,
      {},
      {
        warning: ['299 - "first \\"quoted\\""', '299 - "second"'],
      },
    );
    const { warnings } = await client().request({
      method: 'POST',
      path: '/x',
      body: {},
    });
    expect(warnings).toEqual(['first "quoted"', 'second']);
    expect(seen).toEqual(['POST /x?fieldValidation=Strict']);
  });

  describe('watch', () => {
    const namespaces = { apiVersion: 'v1', kind: 'Namespace' };
    const line = (type: string, object: unknown) =>
      `${JSON.stringify({ type, object })}\n`;
    const namespace = (name: string) => ({
      ...{ apiVersion: 'v1', kind: 'Namespace' },
      metadata: { name, uid: name, resourceVersion: '5' },
    });
    const serve = (respond: RequestListener) => {
      listener = (request, response) => {
        if (request.url === '/api/v1') {
          response.end(JSON.stringify(discovery));
        } else {
          respond(request, response);
        }
      };
    };
    const collect = async (options: { idleMs?: number } = {}) => {
      const types: string[] = [];
      const failure = await (async () => {
        for await (const event of client().watch(namespaces, {
          resourceVersion: '4',
          signal: new AbortController().signal,
          ...options,
        })) {
          types.push(
            event.type === 'BOOKMARK'
              ? `BOOKMARK ${event.resourceVersion}`
              : `${event.type} ${event.object.metadata.name}`,
          );
        }
      })().catch(error => error);
      return { types, failure };
    };

    it('reads events however they are cut, and asks for bookmarks', async () => {
      serve((_, response) => {
        const text =
          line('ADDED', namespace('grün')) +
          line('BOOKMARK', {
            kind: 'Namespace',
            metadata: { resourceVersion: '9' },
          }) +
          line('DELETED', namespace('b'));
        const bytes = Buffer.from(text);
        const inLetter = bytes.indexOf(0xbc);
        response.write(bytes.subarray(0, inLetter));
        setTimeout(() => response.end(bytes.subarray(inLetter)), 20);
      });
      expect(await collect()).toEqual({
        types: ['ADDED grün', 'BOOKMARK 9', 'DELETED b'],
        failure: undefined,
      });
      expect(seen.at(-1)).toBe(
        'GET /api/v1/namespaces?watch=true&allowWatchBookmarks=true&resourceVersion=4',
      );
    });

    it.each([
      ['in an event', 200],
      ['at once', 410],
    ])('says %s that the resource version is too old', async (_, status) => {
      const gone = { kind: 'Status', code: 410, reason: 'Expired' };
      serve((__, response) => {
        response
          .writeHead(status)
          .end(status === 200 ? line('ERROR', gone) : JSON.stringify(gone));
      });
      const { failure } = await collect();
      expect(failure).toMatchObject({ httpStatus: 410, reason: 'Expired' });
    });

    it('gives up on a silent stream, in its time', async () => {
      serve((_, response) => {
        response.write(line('ADDED', namespace('a')));
      });
      const { types, failure } = await collect({ idleMs: 300 });
      expect(types).toEqual(['ADDED a']);
      expect(failure).toBeInstanceOf(ClusterUnavailableError);
      expect(failure.message).toContain('was silent for 0.3 s');
    });

    it.each(['nonsense\n', '{"type":"ADDED"}\n', '[]\n'])(
      'does not take %j for an event',
      async text => {
        serve((_, response) => {
          response.end(text);
        });
        expect((await collect()).failure).toBeInstanceOf(
          ClusterUnavailableError,
        );
      },
    );

    it('says that the connection broke', async () => {
      serve((request, response) => {
        response.write(line('ADDED', namespace('a')), () =>
          request.socket.destroy(),
        );
      });
      const { types, failure } = await collect();
      expect(types).toEqual(['ADDED a']);
      expect(failure).toBeInstanceOf(ClusterUnavailableError);
    });

    it('leaves the pool free for requests', async () => {
      serve((request, response) => {
        if (request.url?.includes('watch=true')) {
          response.write('\n');
        } else {
          response.end(JSON.stringify({ gitVersion: 'v1' }));
        }
      });
      const stop = new AbortController();
      const one = client();
      const opened: Array<Promise<void>> = [];
      const watches = Array.from({ length: 40 }, async () => {
        let open = () => {};
        opened.push(
          new Promise(done => {
            open = done;
          }),
        );
        const events = one.watch(namespaces, {
          resourceVersion: '1',
          signal: stop.signal,
          onOpen: () => open(),
        });
        for await (const event of events) {
          seen.push(event.type);
        }
      });
      await Promise.all(opened);
      expect(await one.version()).toBe('v1');
      stop.abort(new Error('enough'));
      const ended = await Promise.allSettled(watches);
      expect(ended.map(({ status }) => status)).toEqual(
        watches.map(() => 'rejected'),
      );
    });
  });

  it('goes to the new address when the kubeconfig changed', async () => {
    listener = answerJson(200, { gitVersion: 'v1' });
    const one = client();
    expect(await one.version()).toBe('v1');
    const other = createServer((_, response) => {
      response.end(JSON.stringify({ gitVersion: 'v2' }));
    });
    await new Promise<void>(done => other.listen(0, '127.0.0.1', done));
    await use((other.address() as AddressInfo).port);
    // The file is looked at again after a moment.
    const later = performance.now() + 300;
    jest.spyOn(performance, 'now').mockReturnValue(later);
    expect(await one.version()).toBe('v2');
    jest.restoreAllMocks();
    other.closeAllConnections();
    await new Promise(done => other.close(done));
  });
});
