import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { createApp } from '../src/app.js';

describe('the service', () => {
  let ready = true;
  let app: FastifyInstance;
  before(async () => {
    app = await createApp({ isReady: () => ready, logLevel: 'silent' });
  });
  after(() => app.close());

  it('is alive', async () => {
    const answer = await app.inject('/healthz');
    assert.equal(answer.statusCode, 200);
  });

  it('says when it should get no requests', async () => {
    assert.equal((await app.inject('/readyz')).statusCode, 200);
    ready = false;
    assert.equal((await app.inject('/readyz')).statusCode, 503);
    ready = true;
  });

  it('greets', async () => {
    const answer = await app.inject('/v1/greeting?name=Ada');
    assert.deepEqual(answer.json(), { greeting: 'Hello Ada' });
    assert.equal((await app.inject('/v1/greeting?name=')).statusCode, 400);
  });

  it('counts requests by route', async () => {
    await app.inject('/v1/greeting');
    await app.inject('/no-such-thing');
    const { body } = await app.inject('/metrics');
    assert.match(body, /http_request_duration_seconds_count\{method="GET",route="\/v1\/greeting",status="200"\}/);
    assert.match(body, /route="none",status="404"/);
  });

  it('answers every operation of its contract', async () => {
    const { paths } = (await app.inject('/openapi.json')).json<{
      paths: Record<string, object>;
    }>();
    assert.notEqual(Object.keys(paths).length, 0);
    for (const [path, operations] of Object.entries(paths)) {
      for (const method of Object.keys(operations)) {
        const url = path.replaceAll(/\{(\w+)\}/g, ':$1');
        assert.ok(
          app.hasRoute({ method: method.toUpperCase(), url }),
          `${method} ${path} is in openapi.json, and nothing answers it`,
        );
      }
    }
  });
});
