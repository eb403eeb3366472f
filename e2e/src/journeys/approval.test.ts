import type { Page } from 'playwright-core';
import { seriousFindings } from '../accessibility';
import { newPage } from '../browser';
import { OWNER, plan } from '../environments';
import { kubectl } from '../kubectl';
import { screenshots } from '../screenshots';
import { signIn } from '../signIn';
import { visit, type Visit } from '../visit';

/** Unique to this run, so that a run that was cut off is not in the way. */
const name = `yes-${Date.now().toString(36)}`;
const namespace = `env-${name}`;

describe('A developer whose request needs a yes, and who may give it', () => {
  let visitor: Visit;
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

  /** Priya, who may, says yes on the page that she is at. */
  const sayYes = async (why: string) => {
    await priya.getByRole('textbox', { name: /^What you say/ }).fill(why);
    await priya
      .getByRole('button', { name: 'Approve exactly this plan' })
      .click();
    await priya
      .getByText('Said yes', { exact: true })
      .waitFor({ timeout: 60_000 });
  };

  /** What a page says of the objects that a plan would make. */
  const changes = (page: Page) =>
    page
      .getByRole('listitem')
      .filter({ hasText: /^Create / })
      .allInnerTexts();

  beforeAll(async () => {
    visitor = await visit('Amara Okafor', '/environments/new?class=staging');
    amara = visitor.page;
    priya = await newPage(visitor.browser);
    await signIn(priya, 'Priya Raman');
  });
  afterAll(() => visitor?.leave(name));

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
    await sayYes('Fine for the tasting.');
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

  it('asks for another plan, and applies exactly the one that got the yes', async () => {
    const digest = await plan(visitor.api, {
      action: 'create',
      class: 'staging',
      name,
      owner: OWNER,
      parameters: {
        services: [
          'component:default/cart-api',
          'component:default/checkout-api',
        ],
        revision: 'main',
        size: 'large',
      },
    });
    await amara.goto(`/environments/plans/${digest}`);
    await ask();
    expect(request).toContain(digest);
    await priya.goto(request);
    await sayYes('This one too.');
    await amara
      .getByRole('button', { name: 'Apply this plan' })
      .click({ timeout: 60_000 });
    await amara
      .getByRole('link', { name: `Open ${name}` })
      .click({ timeout: 120_000 });
    await amara
      .getByRole('status')
      .filter({ hasText: 'Everything that it owns is ready.' })
      .waitFor({ timeout: 60_000 });
    await amara.goto(request);
    await amara.getByText('Applied', { exact: true }).first().waitFor();
    expect(await seriousFindings(amara)).toEqual([]);
    await screenshots(amara, 'approval-applied');
  });
});
