import type { Browser, Page } from 'playwright-core';
import { seriousFindings } from '../accessibility';
import { launchBrowser, newPage } from '../browser';
import { commitFile } from '../gitHost';
import { kubectl } from '../kubectl';
import { screenshots } from '../screenshots';
import { signIn } from '../signIn';

/** Unique to this run, so that a run that was cut off is not in the way. */
const name = `tasting-${Date.now().toString(36)}`;
const servicePage = `/catalog/default/component/${name}`;

jest.setTimeout(360_000);

describe('A developer who needs a new service', () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await launchBrowser();
    page = await newPage(browser);
    await signIn(page, 'Amara Okafor', '/create');
  });
  afterAll(() => browser?.close());

  it('chooses a golden path', async () => {
    await page
      .getByRole('heading', { name: 'What do you want to make?' })
      .waitFor();
    await page.getByRole('heading', { name: 'Node service' }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await screenshots(page, 'golden-paths');
    await page.getByRole('link', { name: 'Use it: Node service' }).click();
  });

  it('learns while typing whether a name can be had, and where not', async () => {
    const field = page.getByRole('textbox', { name: /^Name/ });
    await page.getByRole('button', { name: /Checkout team/ }).waitFor();
    await field.fill('cart-api');
    await page.getByText('Taken', { exact: true }).first().waitFor();
    await screenshots(page, 'first-service-name-taken');
    await field.fill(name);
    for (const place of ['Git host', 'Catalog', 'Cluster', 'Environments']) {
      await page.getByText(place, { exact: true }).first().waitFor();
    }
    await page.getByText('Free', { exact: true }).nth(3).waitFor();
  });

  it('fills the form', async () => {
    await page.getByRole('button', { name: /No system/ }).click();
    await page.getByRole('option', { name: 'Storefront' }).click();
    await page
      .getByRole('textbox', { name: /^What it is for/ })
      .fill('Keeps what people tasted at the market, and what they thought.');
    expect(await seriousFindings(page)).toEqual([]);
    await screenshots(page, 'first-service-form');
    await page.getByRole('button', { name: 'Next' }).click();
    await page
      .getByRole('heading', { name: 'Where it runs' })
      .first()
      .waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await screenshots(page, 'first-service-environments');
  });

  it('sees every file and object, and nothing is written yet', async () => {
    await page.getByRole('button', { name: /Next|See the plan/ }).click();
    await page.getByText('Nothing was written yet.').waitFor({
      timeout: 60_000,
    });
    await page.getByText(/^Policy allows this/).waitFor();
    await page.getByText('Containerfile').waitFor();
    await page.getByText(`env-${name}-dev`).first().waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await screenshots(page, 'first-service-plan');
    expect(
      await kubectl(
        'get',
        'namespace',
        `env-${name}-dev`,
        '--ignore-not-found',
      ),
    ).toBe('');
  });

  it('creates it, and watches each step come to its end', async () => {
    const started = Date.now();
    await page.getByRole('button', { name: `Create ${name}` }).click();
    await page
      .getByRole('link', { name: 'Open the service' })
      .waitFor({ timeout: 120_000 });
    // What the golden path promises, on a machine that does other things as well.
    expect(Date.now() - started).toBeLessThan(90_000);
    await page.getByText('All 5 steps are done.').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await screenshots(page, 'first-service-task');
    expect(
      await kubectl('get', 'deployment', '-n', `env-${name}-dev`, '-o=name'),
    ).not.toBe('');
  });

  it('finds the page of the service green', async () => {
    await page.getByRole('link', { name: 'Open the service' }).click();
    await page.getByRole('heading', { name }).first().waitFor();
    await page.goto(`${servicePage}/health`);
    await page
      .getByText('Healthy', { exact: true })
      .first()
      .waitFor({ timeout: 120_000 });
    expect(await seriousFindings(page)).toEqual([]);
    await screenshots(page, 'first-service-health');
  });

  it('sees the pipeline of the first commit end well, and what it deployed', async () => {
    await page.goto(`${servicePage}/pipelines`);
    const end = page
      .getByRole('row', { name: /Start from the golden path/ })
      .getByText(/^(Succeeded|Failed|Timed out|Stopped)$/);
    await end.waitFor({ timeout: 300_000 });
    expect(await end.innerText()).toBe('Succeeded');
    expect(await seriousFindings(page)).toEqual([]);
    await screenshots(page, 'first-service-pipelines');
    await page
      .getByRole('row', { name: /Start from the golden path/ })
      .getByText('Start from the golden path')
      .click();
    await page.waitForURL(/\/pipelines\/.+/);
    await page.getByText('deploy', { exact: true }).first().waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await screenshots(page, 'first-service-run');
  });

  it('pushes, and sees the pipeline run within seconds', async () => {
    await page.goto(`${servicePage}/pipelines`);
    await page.getByRole('row', { name: /Start from/ }).waitFor();
    await commitFile(name, 'NOTES.md', '# Notes\n', 'docs: take notes');
    await page
      .getByRole('row', { name: /docs: take notes/ })
      .waitFor({ timeout: 15_000 });
  });
});
