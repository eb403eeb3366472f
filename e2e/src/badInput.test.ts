import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import { launchBrowser, newPage } from './browser';
import { kubectl } from './kubectl';
import { apiSession, type ApiSession } from './session';
import { signIn } from './signIn';

const suffix = Date.now().toString(36);
const PLANS = '/api/environments/v1/plans';

/** A request that would be answered with a plan. */
const good = {
  action: 'create',
  class: 'sandbox',
  name: `bad-${suffix}`,
  owner: 'group:default/checkout-team',
  parameters: { size: 'small' },
};

function digestOf(plan: unknown): string {
  return z.object({ digest: z.string() }).parse(plan).digest;
}

describe('Bad input to the running portal', () => {
  let browser: Browser;
  let page: Page;
  let api: ApiSession;

  beforeAll(async () => {
    browser = await launchBrowser();
    page = await newPage(browser);
    await signIn(page, 'Amara Okafor');
    api = await apiSession(page);
  });
  afterAll(() => browser?.close());

  it('is told from good input', async () => {
    expect(await api.post(PLANS, good)).toMatchObject({ status: 201 });
  });

  it.each([
    ['malformed JSON', '{"action": "create",', 400, /JSON/i],
    ['a wrong type', { ...good, name: 42 }, 400, /name/],
    ['an unknown class', { ...good, class: 'palace' }, 400, /class.*palace/],
    [
      'parameters against the schema',
      { ...good, parameters: { size: 'infinite' } },
      400,
      /size/,
    ],
    [
      'an unknown parameter',
      { ...good, parameters: { size: 'small', root: true } },
      400,
      /root/,
    ],
    ['a name that is no DNS label', { ...good, name: 'Bad_Name' }, 400, /name/],
    ['a name that is too long', { ...good, name: 'a'.repeat(41) }, 400, /name/],
    [
      'a body that is too large',
      { ...good, parameters: { size: 'x'.repeat(2_000_000) } },
      413,
      /large/i,
    ],
    ['an unknown action', { ...good, action: 'burn' }, 400, /action/],
    [
      'an environment that is not there',
      { action: 'destroy', environment: 'not-there' },
      404,
      /not-there/,
    ],
  ])('refuses %s and names it', async (_what, body, status, says) => {
    const answer = await api.post(PLANS, body);
    expect(answer.status).toBe(status);
    expect(JSON.stringify(answer.body)).toMatch(says);
    expect(JSON.stringify(answer.body)).not.toMatch(/\bat .*\.[jt]s:\d+/);
  });

  it("refuses another group's name as the owner", async () => {
    const answer = await api.post(PLANS, {
      ...good,
      owner: 'group:default/payments-team',
    });
    expect(answer.status).toBe(403);
  });

  it('refuses an owner that does not exist, also to those who may ask for every group', async () => {
    const platform = await newPage(browser);
    await signIn(platform, 'Priya Raman');
    const answer = await (
      await apiSession(platform)
    ).post(PLANS, { ...good, owner: 'group:default/nobody' });
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body)).toMatch(/owner.*nobody/);
  });

  it('does not adopt a namespace that somebody else made', async () => {
    const name = `foreign-${suffix}`;
    await kubectl('create', 'namespace', `env-${name}`);
    try {
      const { status, body } = await api.post(PLANS, { ...good, name });
      expect(status).toBe(201);
      expect(body).toMatchObject({
        blockers: expect.arrayContaining(['conflict']),
      });
      expect(
        (await api.post(`${PLANS}/${digestOf(body)}/apply`, {})).status,
      ).toBe(409);
      expect(
        await kubectl('get', 'resourcequota', '-n', `env-${name}`, '-o=name'),
      ).toBe('');
    } finally {
      await kubectl('delete', 'namespace', `env-${name}`, '--wait=false');
    }
  });

  it('wrote nothing', async () => {
    expect(
      await kubectl(
        'get',
        'namespace',
        `env-${good.name}`,
        '--ignore-not-found',
      ),
    ).toBe('');
  });
});
