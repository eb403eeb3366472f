import type { Browser, Page } from 'playwright-core';
import { seriousFindings } from '../accessibility';
import { launchBrowser, newPage } from '../browser';
import { screenshot, screenshots } from '../screenshots';
import { signIn } from '../signIn';

describe('A newcomer', () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await launchBrowser();
    page = await newPage(browser);
  });
  afterAll(() => browser?.close());

  it('signs in and sees what is theirs', async () => {
    await page.goto('/');
    await page.getByRole('button', { name: /sign in/i }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await screenshots(page, 'sign-in');

    await signIn(page, 'Sofia Rossi');
    await page.getByRole('heading', { name: 'Hello, Sofia' }).waitFor();
    await page
      .getByRole('link', { name: 'Checkout API', exact: true })
      .waitFor();
    await page.getByText('Your first hour').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await screenshots(page, 'home');
  });

  it('finds a service, its owner and what it depends on', async () => {
    await page.getByRole('link', { name: 'Catalog', exact: true }).click();
    await page.getByText('3 components').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await screenshots(page, 'catalog');

    await page.getByRole('link', { name: 'Checkout API', exact: true }).click();
    await page.getByRole('heading', { name: 'Checkout API' }).waitFor();
    await page.getByRole('link', { name: 'Checkout team' }).first().waitFor();
    await page.getByText('Turns a basket into a paid order').first().waitFor();
    await screenshots(page, 'service');
  });

  it('reads its docs, built from the repository', async () => {
    await page.goto('/docs/default/component/checkout-api');
    await page
      .getByRole('heading', { name: 'Checkout API', level: 1 })
      .first()
      .waitFor({ timeout: 60_000 });
    await screenshot(page, 'docs-light');
  });

  it('sees whether it is healthy, and why', async () => {
    await page.goto('/catalog/default/component/checkout-api/health');
    await page
      .getByText('Healthy', { exact: true })
      .first()
      .waitFor({ timeout: 60_000 });
    await page
      .getByText(/pods? (is|are) ready/)
      .first()
      .waitFor();
    await page.getByRole('heading', { name: 'Where it runs' }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await screenshots(page, 'service-health');
  });

  it('sees what it costs, and that the figures are made up', async () => {
    await page.goto('/catalog/default/component/checkout-api/cost');
    await page
      .getByText('Sample data for Larkfield')
      .first()
      .waitFor({ timeout: 60_000 });
    await page.getByRole('heading', { name: 'By day' }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await screenshots(page, 'service-cost');
    await page.goto('/costs');
    await page.getByRole('link', { name: 'Checkout team' }).first().waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await screenshots(page, 'costs');
  });

  it('sees the steps of the first hour ticked', async () => {
    await page.goto('/');
    await page.getByText('2 of 3 done').waitFor();
  });

  it('sees that the whole platform works', async () => {
    await page.goto('/platform');
    await page
      .getByRole('heading', { name: 'Everything works' })
      .waitFor({ timeout: 60_000 });
    for (const dependency of [
      'Local cluster',
      'Argo CD',
      'Policy (OPA)',
      'Git host',
      'Database',
      'Docs generator',
    ]) {
      await page.getByText(dependency, { exact: false }).first().waitFor();
    }
    expect(await seriousFindings(page)).toEqual([]);
    await screenshots(page, 'platform');
  });
});
