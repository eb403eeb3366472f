import type { Browser, Page } from 'playwright-core';
import { seriousFindings } from '../accessibility';
import { launchBrowser, newPage } from '../browser';
import { kubectl } from '../kubectl';
import { screenshots } from '../screenshots';
import { signIn } from '../signIn';

/** Unique to this run, so that a run that was cut off is not in the way. */
const suffix = Date.now().toString(36);

describe.each([
  {
    title: 'Sandbox',
    name: `sandbox-${suffix}`,
    owner: 'Amara Okafor',
    kinds: [
      'resourcequota',
      'limitrange',
      'networkpolicy',
      'rolebinding',
    ] as const,
  },
  {
    title: 'Service preview',
    name: `preview-${suffix}`,
    owner: 'Amara Okafor',
    service: 'Checkout API',
    kinds: [
      'resourcequota',
      'limitrange',
      'networkpolicy',
      'rolebinding',
      'deployment',
      'service',
    ] as const,
  },
])(
  'A developer who asks for an environment of class $title',
  ({ title, name, owner, service, kinds }) => {
    let browser: Browser;
    let page: Page;

    beforeAll(async () => {
      browser = await launchBrowser();
      page = await newPage(browser);
      await signIn(page, owner, '/environments/new');
    });
    afterAll(() => browser?.close());

    it('fills the form', async () => {
      await page
        .getByRole('listitem')
        .filter({ has: page.getByRole('heading', { name: title }) })
        .getByRole('link', { name: /choose/i })
        .click();
      await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
      if (service) {
        await page.getByRole('button', { name: 'Choose one Service' }).click();
        await page.getByRole('option', { name: service }).click();
      }
      expect(await seriousFindings(page)).toEqual([]);
      await screenshots(page, `new-environment-form-${title}`);
    });

    it('sees the plan, and nothing is written yet', async () => {
      await page.getByRole('button', { name: 'See the plan' }).click();
      await page
        .getByText('Nothing was written yet.')
        .waitFor({ timeout: 60_000 });
      await page.getByText(`env-${name}`, { exact: true }).first().waitFor();
      expect(await seriousFindings(page)).toEqual([]);
      await screenshots(page, `plan-${title}`);

      expect(
        await kubectl('get', 'namespace', `env-${name}`, '--ignore-not-found'),
      ).toBe('');
    });

    it('applies it and watches it come up', async () => {
      await page.getByRole('button', { name: 'Apply this plan' }).click();
      await page
        .getByRole('link', { name: `Open ${name}` })
        .or(page.getByRole('button', { name: `Open ${name}` }))
        .click({ timeout: 120_000 });
      await page
        .getByText('Everything that it owns is ready.')
        .first()
        .waitFor({ timeout: 60_000 });
      expect(await seriousFindings(page)).toEqual([]);
      await screenshots(page, `environment-${title}`);
    });

    it('has real objects in the cluster', async () => {
      for (const kind of kinds) {
        const found = await kubectl(
          'get',
          kind,
          '-n',
          `env-${name}`,
          '-o=name',
        );
        expect(found).not.toBe('');
      }
    });

    it('finds it in the list and in the catalog', async () => {
      await page.goto('/environments');
      await page.getByRole('row', { name }).waitFor();
      expect(await seriousFindings(page)).toEqual([]);
      await screenshots(page, `environments-${title}`);
      await page.goto(`/catalog/default/resource/${name}`);
      await page
        .getByRole('heading', { name })
        .first()
        .waitFor({ timeout: 60_000 });
    });

    it('destroys it, after seeing what goes', async () => {
      await page.goto(`/environments/${name}`);
      await page.getByRole('button', { name: 'More' }).click();
      await page.getByRole('menuitem', { name: 'Destroy…' }).click();
      await page.getByText('Nothing was deleted yet.').waitFor();
      expect(await seriousFindings(page)).toEqual([]);
      await screenshots(page, `destroy-${title}`);

      await page
        .getByRole('textbox', { name: `Type ${name} to destroy it` })
        .fill(name);
      await page.getByRole('button', { name: `Destroy ${name}` }).click();
      await page
        .getByText(`${name} is destroyed.`)
        .waitFor({ timeout: 120_000 });
      expect(
        await kubectl('get', 'namespace', `env-${name}`, '--ignore-not-found'),
      ).toBe('');
      expect(
        await kubectl(
          'get',
          'applications,appprojects',
          '-n',
          'argocd',
          '-l',
          `cairn.dev/environment-name=${name}`,
          '-o=name',
        ),
      ).toBe('');
    });
  },
);
