import type { Page } from 'playwright-core';
import { seriousFindings } from '../accessibility';
import { begin, servicePreview } from '../environments';
import { kubectl } from '../kubectl';
import { screenshots } from '../screenshots';
import type { ApiSession } from '../session';
import { visit, type Visit } from '../visit';

/** Unique to this run, so that a run that was cut off is not in the way. */
const name = `hood-${Date.now().toString(36)}`;

describe('Somebody who wants to know what is under the hood', () => {
  let visitor: Visit;
  let page: Page;
  let api: ApiSession;

  beforeAll(async () => {
    visitor = await visit('Amara Okafor');
    ({ page, api } = visitor);
    await begin(api, servicePreview(name));
  });
  afterAll(() => visitor?.leave(name));

  it('reads the manifest of an object as it is live', async () => {
    await page.goto(`/environments/${name}`);
    await page
      .getByText('Everything that it owns is ready.')
      .first()
      .waitFor({ timeout: 120_000 });
    await page
      .getByRole('button', { name: 'Show me NetworkPolicy default-deny' })
      .click();
    await page.getByText('kind: NetworkPolicy').first().waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await screenshots(page, 'manifest');
    await page.keyboard.press('Escape');
  });

  it('finds the command that does the same, and it does', async () => {
    await page.getByText(`./cairn env show ${name}`).first().waitFor();
    await page
      .getByText(`./cairn kubectl get all -n env-${name}`)
      .first()
      .waitFor();
    expect(await kubectl('get', 'all', '-n', `env-${name}`)).toContain(
      'deployment.apps/',
    );
  });

  it('sees what Argo CD deploys for it, from which repository and commit', async () => {
    await page.goto('/catalog/default/component/cart-api/health');
    const place = page.getByText(`cairn-${name}--cart-api`).first();
    await place.waitFor({ timeout: 60_000 });
    // Where it runs in many places, they are folded.
    const head = page.getByRole('button', {
      name: new RegExp(`${name} local`),
    });
    if ((await head.getAttribute('aria-expanded')) === 'false') {
      await head.click();
    }
    await page.getByText('larkfield/cart-api.git').first().waitFor();
  });

  it('reads why a rule is there, and what it judges', async () => {
    await page.goto('/docs/default/component/cairn/policies/');
    await page
      .getByRole('heading', { name: /images\.from-allowed-registry/ })
      .first()
      .waitFor({ timeout: 60_000 });
  });
});
