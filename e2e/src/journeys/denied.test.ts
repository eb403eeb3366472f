import type { Browser, Page } from 'playwright-core';
import { seriousFindings } from '../accessibility';
import { launchBrowser, newPage } from '../browser';
import { kubectl } from '../kubectl';
import { screenshots } from '../screenshots';
import { signIn } from '../signIn';

/** Unique to this run, so that a run that was cut off is not in the way. */
const name = `denied-${Date.now().toString(36)}`;

describe('A developer whose request breaks a rule', () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await launchBrowser();
    page = await newPage(browser);
    await signIn(page, 'Amara Okafor', '/environments/new?class=container');
  });
  afterAll(() => browser?.close());

  it('learns which rule denies it, on which object, why, and what would pass', async () => {
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
    await page
      .getByRole('textbox', { name: /^Image/ })
      .fill('docker.io/library/nginx:1.29');
    await page.getByRole('button', { name: 'See the plan' }).click();

    await page.getByText('Denied by 1 rule').waitFor({ timeout: 60_000 });
    const change = page
      .getByRole('listitem')
      .filter({ hasText: 'Create Deployment' });
    await change
      .getByText('Denied by the rule “Images come from an allowed registry”')
      .waitFor();
    await change
      .getByText(
        'runs docker.io/library/nginx:1.29, which is not from an allowed registry',
      )
      .waitFor();
    await change.getByText('/spec/template/spec/containers/0/image').waitFor();
    await change.getByRole('link', { name: 'Why this rule' }).waitFor();
    expect(
      await page.getByRole('button', { name: 'Apply this plan' }).isDisabled(),
    ).toBe(true);
    expect(await seriousFindings(page)).toEqual([]);
    await screenshots(page, 'plan-denied');
  });

  it('has written nothing', async () => {
    await page.getByText('Nothing was written yet.').waitFor();
    expect(
      await kubectl('get', 'namespace', `env-${name}`, '--ignore-not-found'),
    ).toBe('');
  });

  it('takes the fix with one click, and the same request passes', async () => {
    await page
      .getByRole('button', {
        name: 'Set image to registry.larkfield.example/library/nginx:1.29',
      })
      .click();
    await page.getByText(/^Policy allows this/).waitFor({ timeout: 60_000 });
    expect(
      await page.getByRole('button', { name: 'Apply this plan' }).isEnabled(),
    ).toBe(true);
    expect(await seriousFindings(page)).toEqual([]);
    await screenshots(page, 'plan-after-the-fix');
  });
});
