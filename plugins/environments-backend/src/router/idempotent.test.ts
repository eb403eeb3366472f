import {
  startEnvironments,
  TOMAS,
  wanted,
} from '../__testUtils__/startEnvironments';

const KEY = '0d9c8a6e-6a52-4d40-9a8b-0e1f5f4f7c11';

describe('an idempotency key', () => {
  it('has the same request answered as the first time', async () => {
    const { amara } = await startEnvironments();
    const first = await amara
      .post('/plans', wanted)
      .set('Idempotency-Key', KEY);
    const again = await amara
      .post('/plans', wanted)
      .set('Idempotency-Key', KEY);

    expect(first.status).toBe(201);
    expect(again.status).toBe(201);
    expect(again.headers['idempotency-replayed']).toBe('true');
    // Planned anew it would be for another environment, with another digest.
    expect(again.body).toEqual(first.body);
    const other = await amara.post('/plans', wanted);
    expect(other.body.digest).not.toBe(first.body.digest);
  });

  it('does one of several that come at once', async () => {
    const { amara } = await startEnvironments();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () =>
        amara.post('/plans', wanted).set('Idempotency-Key', KEY),
      ),
    );
    const digests = answers.flatMap(({ body }) => body.digest ?? []);
    expect(new Set(digests).size).toBe(1);
    for (const { status } of answers) {
      expect([201, 409]).toContain(status);
    }
  });

  it('is refused for another request', async () => {
    const { amara } = await startEnvironments();
    await amara.post('/plans', wanted).set('Idempotency-Key', KEY);
    const other = await amara
      .post('/plans', { ...wanted, name: 'other' })
      .set('Idempotency-Key', KEY);
    expect(other.status).toBe(422);
  });

  it('belongs to a person', async () => {
    const { as, amara } = await startEnvironments();
    await amara.post('/plans', wanted).set('Idempotency-Key', KEY);
    const answer = await as(TOMAS)
      .post('/plans', wanted)
      .set('Idempotency-Key', KEY);
    expect(answer.status).toBe(403);
    expect(answer.headers['idempotency-replayed']).toBeUndefined();
  });

  it('keeps no refusal', async () => {
    const { amara, engine } = await startEnvironments();
    engine.away = 'nobody answers';
    const refused = await amara
      .post('/plans', wanted)
      .set('Idempotency-Key', KEY);
    expect(refused.status).toBeGreaterThanOrEqual(400);
    engine.away = undefined;
    const answer = await amara
      .post('/plans', wanted)
      .set('Idempotency-Key', KEY);
    expect(answer.status).toBe(201);
  });

  it.each(['short', 'with a space', 'x'.repeat(201)])(
    'must be one: %s',
    async key => {
      const { amara } = await startEnvironments();
      const answer = await amara
        .post('/plans', wanted)
        .set('Idempotency-Key', key);
      expect(answer.status).toBe(400);
      expect(answer.body.error.fields[0].field).toBe('Idempotency-Key');
    },
  );
});

describe('answers', () => {
  it('are problems where they are refusals', async () => {
    const { amara } = await startEnvironments();
    const plain = await amara.get('/environments/none');
    expect(plain.headers['content-type']).toMatch('application/json');
    expect(plain.body).toMatchObject({
      type: 'about:blank',
      title: 'NotFoundError',
      status: 404,
      detail: "There is no environment 'none'",
      instance: '/api/environments/v1/environments/none',
      error: { name: 'NotFoundError' },
    });
    const problem = await amara
      .get('/environments/none')
      .set('Accept', 'application/problem+json');
    expect(problem.headers['content-type']).toMatch('application/problem+json');
  });

  it('are sent once where nothing changed', async () => {
    const { amara, create } = await startEnvironments();
    await create();
    const first = await amara.get('/environments/shop/runs');
    expect(first.headers.etag).toBeDefined();
    const again = await amara
      .get('/environments/shop/runs')
      .set('If-None-Match', first.headers.etag);
    expect(again.status).toBe(304);
  });
});
