import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { lightFetch } from './lightFetch';

async function serve(listener: RequestListener) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/x?y=1`,
    close: async () => {
      server.closeAllConnections();
      await new Promise(done => server.close(done));
    },
  };
}

const patient = () => AbortSignal.timeout(15_000);

describe('a light fetch', () => {
  it('sends what it is given', async () => {
    const server = await serve(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) {
        chunks.push(chunk);
      }
      response.end(
        JSON.stringify([
          request.method,
          request.url,
          request.headers['x-a'],
          Buffer.concat(chunks).toString(),
        ]),
      );
    });
    const response = await lightFetch(server.url, {
      method: 'POST',
      headers: { 'X-A': 'b' },
      body: 'größe',
      signal: patient(),
    });
    expect(await response.json()).toEqual(['POST', '/x?y=1', 'b', 'größe']);
    await server.close();
  });

  it.each([200, 201, 204, 400, 404, 503])(
    'answers %d as fetch does',
    async status => {
      const server = await serve((_request, response) =>
        response
          .writeHead(status, [
            ['Content-Type', 'application/json'],
            ['Set-Cookie', 'a=1'],
            ['Set-Cookie', 'b=2'],
          ])
          .end(status === 204 ? undefined : '{"a":"✔"}'),
      );
      const [light, real] = await Promise.all([
        lightFetch(server.url, { headers: {}, signal: patient() }),
        fetch(server.url),
      ]);
      for (const key of [
        'status',
        'statusText',
        'ok',
        'url',
        'redirected',
      ] as const) {
        expect(light[key]).toBe(real[key]);
      }
      expect(light.headers.get('content-type')).toBe('application/json');
      expect(light.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
      expect(await light.text()).toBe(await real.text());
      await server.close();
    },
  );

  it('does not follow a redirect', async () => {
    const server = await serve((_request, response) =>
      response.writeHead(302, { Location: 'http://evil.example/' }).end(),
    );
    await expect(
      lightFetch(server.url, { headers: {}, signal: patient() }),
    ).rejects.toMatchObject({
      name: 'TypeError',
      cause: { message: 'unexpected redirect' },
    });
    await server.close();
  });

  it('says why nobody answers, and that it took too long', async () => {
    const server = await serve(() => {});
    await expect(
      lightFetch(server.url, { headers: {}, signal: AbortSignal.timeout(50) }),
    ).rejects.toMatchObject({ name: 'TimeoutError' });
    await server.close();
    await expect(
      lightFetch(server.url, { headers: {}, signal: patient() }),
    ).rejects.toMatchObject({
      name: 'TypeError',
      cause: { code: 'ECONNREFUSED' },
    });
  });
});
