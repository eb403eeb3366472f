import type { Browser, Page } from 'playwright-core';
import { seriousFindings } from '../accessibility';
import { launchBrowser, newPage } from '../browser';
import { cleanUp } from '../environments';
import { kubectl } from '../kubectl';
import { screenshots } from '../screenshots';
import { apiSession } from '../session';
import { signIn } from '../signIn';

/** Unique to this run, so that a run that was cut off is not in the way. */
const name = `yes-${Date.now().toString(36)}`;
const namespace = `env-${name}`;

describe('A developer whose request needs a yes, and who may give it', () => {
  let browser: Browser;
  let amara: Page;
  let priya: Page;
  /** Address of the request, which names the digest of the plan. */
  let request: string;

  /** From the plan of Amara to a request that waits. */
  const ask = async () => {
    await amara
      .getByText('1 rule asks for an approval', { exact: true })
      .waitFor({ timeout: 60_000 });
    expect(
      await amara.getByRole('button', { name: 'Apply this plan' }).isDisabled(),
    ).toBe(true);
    await amara
      .getByRole('textbox', { name: /^Note for those who decide/ })
      .fill('The tasting on Friday needs all of it.');
    await amara.getByRole('button', { name: 'Ask for approval' }).click();
    await amara.waitForURL(/\/approvals\/sha256/);
    request = new URL(amara.url()).pathname;
    await amara.getByText('Waits for a yes').first().waitFor();
  };

  /** What a page says of the objects that a plan would make. */
  const changes = (page: Page) =>
    page
      .getByRole('listitem')
      .filter({ hasText: /^Create / })
      .allInnerTexts();

  beforeAll(async () => {
    browser = await launchBrowser();
    [amara, priya] = [await newPage(browser), await newPage(browser)];
    await signIn(amara, 'Amara Okafor', '/environments/new?class=staging');
    await signIn(priya, 'Priya Raman');
  });
  afterAll(async () => {
    await cleanUp(await apiSession(amara), name);
    await browser?.close();
  });

  it('sees that the plan needs a yes, whose and why', async () => {
    await amara
      .getByRole('textbox', { name: 'Name', exact: true })
      .fill(name, { timeout: 60_000 });
    await amara
      .getByRole('button', { name: /Services/ })
      .first()
      .click();
    await amara.getByRole('option', { name: 'Cart API' }).click();
    // Several can be chosen, so the list stays open until it is left.
    await amara.keyboard.press('Escape');
    await amara.getByRole('listbox').waitFor({ state: 'hidden' });
    await amara.getByRole('radio', { name: /^Large/ }).check({ force: true });
    await amara.getByRole('button', { name: 'See the plan' }).click();
    await amara
      .getByText('1 rule asks for an approval', { exact: true })
      .waitFor({ timeout: 60_000 });
    expect(await seriousFindings(amara)).toEqual([]);
    await screenshots(amara, 'approval-needed');
  });

  it('asks for it, and cannot give it', async () => {
    await ask();
    await amara.getByRole('heading', { name: 'Whose yes it needs' }).waitFor();
    await amara.getByRole('link', { name: 'Platform team' }).first().waitFor();
    await amara.getByRole('button', { name: 'Withdraw' }).waitFor();
    expect(
      await amara
        .getByRole('button', { name: 'Approve exactly this plan' })
        .count(),
    ).toBe(0);
    expect(await seriousFindings(amara)).toEqual([]);
    await screenshots(amara, 'approval-asked');
  });

  it('waits for who may say yes, with the very same plan', async () => {
    await priya.goto('/approvals');
    await priya.getByRole('link', { name: `Make ${name}` }).waitFor();
    expect(await seriousFindings(priya)).toEqual([]);
    await screenshots(priya, 'approvals');
    await priya.getByRole('link', { name: `Make ${name}` }).click();
    await priya.waitForURL(`**${request}`);
    await priya.getByText('The tasting on Friday needs all of it.').waitFor();
    await priya.getByText('Nothing was written yet.').waitFor();
    const seen = await changes(priya);
    expect(seen.length).toBeGreaterThan(0);
    expect(seen).toEqual(await changes(amara));
    expect(await seriousFindings(priya)).toEqual([]);
    await screenshots(priya, 'approval-decide');
  });

  it('gets the yes', async () => {
    await priya
      .getByRole('textbox', { name: /^What you say/ })
      .fill('Fine for the tasting.');
    await priya
      .getByRole('button', { name: 'Approve exactly this plan' })
      .click();
    await priya
      .getByText('Said yes', { exact: true })
      .waitFor({ timeout: 60_000 });
    await amara.goto(request);
    await amara.getByText('Approved', { exact: true }).first().waitFor();
    await amara.getByText('Fine for the tasting.').waitFor();
    expect(await seriousFindings(amara)).toEqual([]);
    await screenshots(amara, 'approval-approved');
  });

  it('loses the yes where the plan would be another', async () => {
    await kubectl('create', 'namespace', namespace);
    try {
      await amara.getByRole('button', { name: 'Apply this plan' }).click();
      await amara
        .getByText('Void', { exact: true })
        .first()
        .waitFor({ timeout: 60_000 });
      expect(
        await amara.getByRole('button', { name: 'Apply this plan' }).count(),
      ).toBe(0);
      expect(await seriousFindings(amara)).toEqual([]);
      await screenshots(amara, 'approval-void');
      expect(
        await kubectl('get', 'resourcequota', '-n', namespace, '-o=name'),
      ).toBe('');
    } finally {
      await kubectl('delete', 'namespace', namespace);
    }
  });
});
