import { claims } from '../__testUtils__/fakes';
import {
  AMARA,
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

  it('gives the answer again only to who may still do what was asked for', async () => {
    const { as, amara, memberOf } = await startEnvironments();
    const member = memberOf('group:default/checkout-team');
    const first = await as(member)
      .post('/plans', wanted)
      .set('Idempotency-Key', KEY);
    expect(first.status).toBe(201);
    const was = claims[member];
    claims[member] = [member];
    const refused = await as(member)
      .post('/plans', wanted)
      .set('Idempotency-Key', KEY);
    expect([refused.status, refused.body.error.name]).toEqual([
      403,
      'NotAllowedError',
    ]);
    expect(JSON.stringify(refused.body)).not.toContain(first.body.digest);

    claims[member] = was;
    const again = await as(member)
      .post('/plans', wanted)
      .set('Idempotency-Key', KEY);
    expect(again.body).toEqual(first.body);

    const plan = (await amara.post('/plans', wanted)).body;
    const apply = () =>
      as(member)
        .post(`/plans/${plan.digest}/apply`)
        .set('Idempotency-Key', `${KEY}-2`);
    expect((await apply()).status).toBe(202);
    claims[member] = [member];
    expect((await apply()).status).toBe(403);
  });

  it('of a person is not that of a program in their name', async () => {
    const { as, amara } = await startEnvironments();
    const plan = (await amara.post('/plans', wanted)).body;
    const apply = (who: typeof amara) =>
      who.post(`/plans/${plan.digest}/apply`).set('Idempotency-Key', KEY);
    expect((await apply(amara)).status).toBe(202);
    const program = await apply(as(AMARA, 'plugin:mcp-actions'));
    expect(program.status).toBe(422);
    expect(program.headers['idempotency-replayed']).toBeUndefined();
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
