import type { Page } from 'playwright-core';
import { seriousFindings } from '../accessibility';
import { carryOut, sandbox } from '../environments';
import { kubectl } from '../kubectl';
import { standStill, unready } from '../parts';
import { screenshots } from '../screenshots';
import type { ApiSession } from '../session';
import { until } from '../until';
import { visit, type Visit } from '../visit';

/** Unique to this run, so that a run that was cut off is not in the way. */
const suffix = Date.now().toString(36);
const name = `still-${suffix}`;
const other = `never-${suffix}`;

jest.setTimeout(240_000);

describe('A developer while something that Cairn needs stands still', () => {
  let visitor: Visit;
  let page: Page;
  let api: ApiSession;
  let goOn = () => {};

  /** What the page of the environment says of it first. */
  const answer = () => page.getByRole('status').filter({ hasText: /For \d/ });

  beforeAll(async () => {
    visitor = await visit('Amara Okafor');
    ({ page, api } = visitor);
    await carryOut(api, sandbox(name));
  });
  afterAll(async () => {
    goOn();
    await until(
      'every part is ready again',
      async () => (unready().length === 0 ? true : undefined),
      180_000,
    );
    await visitor?.leave(name);
  });

  it('gets no plan that policy did not judge', async () => {
    goOn = standStill('opa');
    try {
      await page.goto('/environments/new?class=sandbox');
      await page
        .getByRole('textbox', { name: 'Name', exact: true })
        .fill(other, { timeout: 60_000 });
      await page.getByRole('button', { name: 'See the plan' }).click();
      await page
        .getByText(`The plan of ${other} was not made`)
        .waitFor({ timeout: 60_000 });
      await page.getByText(/^OPA at .* did not answer/).waitFor();
      await page.getByRole('link', { name: 'Open platform' }).waitFor();
      expect(
        await page.getByRole('button', { name: 'Apply this plan' }).count(),
      ).toBe(0);
      expect(await seriousFindings(page)).toEqual([]);
      await screenshots(page, 'trouble-policy');
    } finally {
      goOn();
    }
  });

  it('gets it once policy answers again', async () => {
    await page.getByRole('button', { name: 'See the plan' }).click();
    await page
      .getByText('Nothing was written yet.')
      .waitFor({ timeout: 60_000 });
  });

  it('is not told that an environment is well which nobody can look at', async () => {
    await page.goto(`/environments/${name}`);
    await answer().filter({ hasText: 'Ready' }).waitFor({ timeout: 60_000 });
    goOn = standStill('kube-apiserver');
    await answer()
      .filter({ hasText: 'Unknown' })
      .filter({ hasText: 'cannot be looked at' })
      .filter({ hasText: /Last looked at in the cluster/ })
      .waitFor({ timeout: 120_000 });
    // What is shown is what was known last, and says so.
    await answer().filter({ hasText: 'This is old.' }).waitFor();
    // What was known last is still there to be read.
    await page.getByText('NetworkPolicy').first().waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await screenshots(page, 'trouble-environment');
  });

  it('reads which part it is, since when, and what waits for it', async () => {
    await page.goto('/platform');
    const cluster = page.getByRole('article', { name: 'Local cluster' });
    await cluster
      .getByText('Down', { exact: true })
      .first()
      .waitFor({ timeout: 120_000 });
    await cluster.getByText('Does not work until then').waitFor();
    await cluster
      .getByText(/^since/)
      .first()
      .waitFor();
    expect(
      await page.getByRole('heading', { name: 'Everything works' }).count(),
    ).toBe(0);
    expect(await seriousFindings(page)).toEqual([]);
    await screenshots(page, 'trouble-platform');
  });

  it('is refused what cannot be checked', async () => {
    const { status, body } = await api.post('/api/environments/v1/plans', {
      action: 'destroy',
      environment: name,
    });
    expect(status).toBe(503);
    expect(body).toMatchObject({
      detail: expect.stringMatching(/Cluster "local" gave no answer/),
    });
  });

  it('sees it well again by itself, and nothing of what was refused', async () => {
    goOn();
    await page.goto(`/environments/${name}`);
    await answer().filter({ hasText: 'Ready' }).waitFor({ timeout: 120_000 });
    expect(
      await kubectl('get', 'namespace', `env-${other}`, '--ignore-not-found'),
    ).toBe('');
  });
});
