import type { Page } from 'playwright-core';
import { seriousFindings } from '../accessibility';
import { newPage } from '../browser';
import { carryOut, servicePreview } from '../environments';
import { kubectl } from '../kubectl';
import { endsIn } from '../lease';
import { forgetOtherLedgers } from '../otherLedgers';
import { screenshots } from '../screenshots';
import { apiSession, type ApiSession } from '../session';
import { signIn } from '../signIn';
import { visit, type Visit } from '../visit';

/** Unique to this run, so that a run that was cut off is not in the way. */
const name = `end-${Date.now().toString(36)}`;
const namespace = `env-${name}`;
const HOUR_MS = 60 * 60 * 1000;

describe('The end of an environment', () => {
  let visitor: Visit;
  let page: Page;
  let api: ApiSession;

  const replicas = () =>
    kubectl(
      'get',
      'deployments',
      '-n',
      namespace,
      '-o=jsonpath={.items[*].spec.replicas}',
    );

  const open = async () => {
    await page
      .getByRole('link', { name: `Open ${name}` })
      .click({ timeout: 120_000 });
    await page.waitForURL(`**/environments/${name}`);
  };

  beforeAll(async () => {
    visitor = await visit('Amara Okafor');
    ({ page, api } = visitor);
    await carryOut(api, servicePreview(name));
  });
  afterAll(() => visitor?.leave(name));

  it('is told of before it comes', async () => {
    await endsIn(name, 20 * HOUR_MS);
    await page.goto(`/environments/${name}`);
    await page
      .getByText('Expiring', { exact: true })
      .first()
      .waitFor({ timeout: 120_000 });
    await page
      .getByText(/Its people were warned that it ends at/)
      .first()
      .waitFor({ timeout: 120_000 });
    expect(await seriousFindings(page)).toEqual([]);
    await screenshots(page, 'lifetime-warned');
    await page.goto('/notifications');
    await page
      .getByText(new RegExp(`${name} ends in`))
      .first()
      .waitFor();
  });

  it('is moved with one click', async () => {
    await page.goto(`/environments/${name}`);
    await page.getByText('4 of 4 left').waitFor();
    await page.getByRole('button', { name: 'Extend', exact: true }).click();
    await page.getByText('3 of 4 left').waitFor();
    await page
      .getByRole('status')
      .filter({ hasText: 'Everything that it owns is ready.' })
      .waitFor({ timeout: 60_000 });
    expect(await seriousFindings(page)).toEqual([]);
    await screenshots(page, 'lifetime-extended');
  });

  it('can wait while it sleeps, with nothing running', async () => {
    expect(await replicas()).toMatch(/[1-9]/);
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Hibernate…' }).click();
    await page
      .getByText('Nothing was written yet.')
      .waitFor({ timeout: 60_000 });
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Hibernate it' }).click();
    await open();
    await page
      .getByText('It sleeps: nothing of it runs until it is woken.')
      .first()
      .waitFor({ timeout: 60_000 });
    expect(await replicas()).toMatch(/^0( 0)*$/);
    expect(await seriousFindings(page)).toEqual([]);
    await screenshots(page, 'lifetime-hibernated');
  });

  it('is woken again', async () => {
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Wake…' }).click();
    await page
      .getByRole('button', { name: 'Wake it' })
      .click({ timeout: 60_000 });
    await open();
    await page
      .getByRole('status')
      .filter({ hasText: 'Everything that it owns is ready.' })
      .waitFor({ timeout: 60_000 });
    expect(await replicas()).toMatch(/[1-9]/);
  });

  it('comes, and the receipt shows that nothing is left', async () => {
    await page.goto(`/environments/${name}/destroy`);
    await page
      .getByRole('textbox', { name: `Type ${name} to destroy it` })
      .fill(name, { timeout: 60_000 });
    await page.getByRole('button', { name: `Destroy ${name}` }).click();
    await page
      .getByRole('link', { name: 'See the receipt' })
      .click({ timeout: 120_000 });
    const answer = await page
      .getByText(/^Nothing is left: \d+ of \d+ confirmed gone$/)
      .innerText();
    const [gone, all] = (answer.match(/\d+/g) ?? []).map(Number);
    expect(all).toBeGreaterThan(5);
    expect(gone).toBe(all);
    const items = page
      .getByRole('list', { name: 'Items of the receipt' })
      .getByRole('listitem');
    expect(await items.count()).toBe(all);
    expect(await items.filter({ hasText: namespace }).count()).toBeGreaterThan(
      0,
    );
    expect(await seriousFindings(page)).toEqual([]);
    await screenshots(page, 'receipt');
  });

  it('is as the receipt says', async () => {
    expect(
      await kubectl('get', 'namespace', namespace, '--ignore-not-found'),
    ).toBe('');
    expect(
      await kubectl(
        'get',
        'applications,appprojects,namespaces,clusterroles,clusterrolebindings',
        '--all-namespaces',
        '-l',
        `cairn.dev/environment-name=${name}`,
        '-o=name',
      ),
    ).toBe('');
  });

  it('stands in a ledger that holds', async () => {
    const priya = await newPage(visitor.browser);
    await signIn(priya, 'Priya Raman');
    await forgetOtherLedgers(await apiSession(priya));
    await priya.goto('/environments/ledger');
    await priya.getByText('The ledger is whole').waitFor({ timeout: 60_000 });
    await priya
      .getByRole('list', { name: 'Where its head is written down' })
      .getByText(new RegExp(`Receipt .* of ${name}: row`))
      .waitFor();
    expect(await seriousFindings(priya)).toEqual([]);
    await screenshots(priya, 'ledger');
  });
});
