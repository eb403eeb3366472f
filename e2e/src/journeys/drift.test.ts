import type { Page } from 'playwright-core';
import { seriousFindings } from '../accessibility';
import { carryOut, sandbox } from '../environments';
import { kubectl } from '../kubectl';
import { screenshots } from '../screenshots';
import type { ApiSession } from '../session';
import { visit, type Visit } from '../visit';

/** Unique to this run, so that a run that was cut off is not in the way. */
const name = `drift-${Date.now().toString(36)}`;
const namespace = `env-${name}`;

describe('A developer whose environment is to be another, and is changed by somebody else', () => {
  let visitor: Visit;
  let page: Page;
  let api: ApiSession;

  const podsAllowed = () =>
    kubectl(
      'get',
      'resourcequota',
      'environment',
      '-n',
      namespace,
      '-o=jsonpath={.spec.hard.pods}',
    );

  const untilDone = async () => {
    await page
      .getByRole('link', { name: `Open ${name}` })
      .click({ timeout: 120_000 });
    await page.waitForURL(`**/environments/${name}`);
    await page
      .getByRole('status')
      .filter({ hasText: 'Everything that it owns is ready.' })
      .waitFor({ timeout: 60_000 });
  };

  beforeAll(async () => {
    visitor = await visit('Amara Okafor');
    ({ page, api } = visitor);
    await carryOut(api, sandbox(name));
  });
  afterAll(() => visitor?.leave(name));

  it('asks for another size, and sees what would change beside what it was', async () => {
    await page.goto(`/environments/${name}`);
    await page.getByRole('link', { name: 'Change…' }).click();
    await page
      .getByText('These are the parameters that it has.')
      .waitFor({ timeout: 60_000 });
    await page.getByRole('radio', { name: /^Medium/ }).check({ force: true });
    expect(await seriousFindings(page)).toEqual([]);
    await screenshots(page, 'change-form');

    const before = await podsAllowed();
    await page.getByRole('button', { name: 'See the plan' }).click();
    await page.getByText('Nothing was written yet.').waitFor();
    await page
      .getByRole('listitem')
      .filter({ hasText: 'Change ResourceQuota' })
      .first()
      .waitFor();
    expect(await podsAllowed()).toBe(before);
    expect(await seriousFindings(page)).toEqual([]);
    await screenshots(page, 'change-plan');
  });

  it('applies that, and has the other size', async () => {
    const before = await podsAllowed();
    await page.getByRole('button', { name: 'Apply this plan' }).click();
    await untilDone();
    expect(await podsAllowed()).not.toBe(before);
    await page.getByText('medium', { exact: true }).waitFor();
  });

  it('sees what somebody changed with kubectl, who, and what is wanted', async () => {
    // The page is open: it learns of the change by itself.
    await page.getByRole('heading', { name: 'Conditions' }).waitFor();
    await kubectl(
      'patch',
      'resourcequota',
      'environment',
      '-n',
      namespace,
      '--type=merge',
      '--patch={"spec":{"hard":{"pods":"99"}}}',
      '--field-manager=kubectl-edit',
    );
    await page
      .getByText('Drifted', { exact: true })
      .first()
      .waitFor({ timeout: 60_000 });
    const field = page
      .getByRole('list', {
        name: 'Fields of ResourceQuota environment that drifted',
      })
      .getByRole('listitem');
    await field.getByText('spec › hard › pods').waitFor();
    await field.getByText('99', { exact: true }).waitFor();
    await field.getByText(/Changed by .*kubectl edit/).waitFor();
    expect(await field.count()).toBe(1);
    expect(await seriousFindings(page)).toEqual([]);
    await screenshots(page, 'drift');
  });

  it('puts it back, after seeing what is taken from whom', async () => {
    await page.getByRole('link', { name: 'Put back', exact: true }).click();
    await page.getByText('Nothing was written yet.').waitFor({
      timeout: 60_000,
    });
    await page
      .getByText(/kubectl edit/)
      .first()
      .waitFor();
    expect(await podsAllowed()).toBe('99');
    expect(await seriousFindings(page)).toEqual([]);
    await screenshots(page, 'drift-put-back');

    await page.getByRole('button', { name: 'Put it back' }).click();
    await untilDone();
    expect(await podsAllowed()).not.toBe('99');
    await page
      .getByRole('heading', { name: 'Drift', exact: true })
      .waitFor({ state: 'hidden' });
    expect(await page.getByText('Drifted', { exact: true }).count()).toBe(1);
  });
});
