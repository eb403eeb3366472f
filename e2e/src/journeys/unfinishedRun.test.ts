import type { Page } from 'playwright-core';
import { seriousFindings } from '../accessibility';
import { database, plan, servicePreview } from '../environments';
import { makeBranch } from '../gitHost';
import { kubectl } from '../kubectl';
import { standStill } from '../parts';
import { screenshots } from '../screenshots';
import { visit, type Visit } from '../visit';

/** Unique to this run, so that a run that was cut off is not in the way. */
const suffix = Date.now().toString(36);
const stopped = `stop-${suffix}`;
const failed = `fail-${suffix}`;
const branch = `later-${suffix}`;

describe('A developer whose run does not come to its end', () => {
  let visitor: Visit;
  let page: Page;

  const apply = async (request: object) => {
    const digest = await plan(visitor.api, request);
    await page.goto(`/environments/plans/${digest}`);
    await page
      .getByRole('button', { name: 'Apply this plan' })
      .click({ timeout: 60_000 });
    await page.waitForURL(/\/runs\//);
  };

  const done = async (name: string) => {
    await page
      .getByRole('link', { name: `Open ${name}` })
      .click({ timeout: 120_000 });
    await page
      .getByRole('status')
      .filter({ hasText: 'Everything that it owns is ready.' })
      .waitFor({ timeout: 60_000 });
  };

  /** A step of the run that is shown. */
  const step = (text: string) =>
    page.getByRole('listitem').filter({ hasText: text });

  const revision = () =>
    kubectl(
      'get',
      'applications',
      '-n',
      'argocd',
      `cairn-${failed}--cart-api`,
      '-o=jsonpath={.spec.source.targetRevision}',
    );

  beforeAll(async () => {
    visitor = await visit('Amara Okafor');
    ({ page } = visitor);
  });
  afterAll(() => visitor?.leave(stopped, failed));

  it('stops it: the step that it is at is ended, the next one not begun', async () => {
    // No pod becomes ready while the simulated nodes stand still, so the run is at its database until they go on.
    const goOn = standStill('kwok');
    try {
      await apply(database(stopped));
      await step('Create StatefulSet postgres')
        .filter({ hasText: 'Running' })
        .waitFor({ timeout: 60_000 });
      await page.getByRole('button', { name: 'Stop this run…' }).click();
      await page.getByRole('button', { name: 'Stop it', exact: true }).click();
      await page.getByText(/asked for its end: it stops/).waitFor();
    } finally {
      goOn();
    }
    await page
      .getByText(/^It was stopped after \d+ of \d+ steps\.$/)
      .waitFor({ timeout: 120_000 });
    await step('Create StatefulSet postgres')
      .filter({ hasText: 'Succeeded' })
      .waitFor();
    await step('Create CronJob backup')
      .filter({ hasText: 'Not begun' })
      .waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await screenshots(page, 'run-stopped');
    expect(
      await kubectl('get', 'cronjobs', '-n', `env-${stopped}`, '-o=name'),
    ).toBe('');
  });

  it('goes on with it from there', async () => {
    await page.getByRole('button', { name: 'Go on', exact: true }).click();
    await done(stopped);
    expect(
      await kubectl('get', 'cronjobs', '-n', `env-${stopped}`, '-o=name'),
    ).toContain('backup');
  });

  it('reads which step failed, why, and what to do', async () => {
    await apply(servicePreview(failed, branch));
    await page
      .getByText(/^It failed after \d+ of \d+ steps\.$/)
      .waitFor({ timeout: 120_000 });
    await step(`Create Application cairn-${failed}--cart-api`)
      .filter({ hasText: branch })
      .waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await screenshots(page, 'run-failed');
  });

  it('mends the reason, and retries', async () => {
    await makeBranch('cart-api', branch);
    await page.getByRole('button', { name: 'Retry', exact: true }).click();
    await done(failed);
    expect(await revision()).toBe(branch);
  });

  it('takes a change back that failed', async () => {
    const nowhere = `nowhere-${suffix}`;
    await apply({
      action: 'update',
      environment: failed,
      parameters: servicePreview(failed, nowhere).parameters,
    });
    await page
      .getByRole('link', { name: 'Put back what it was' })
      .click({ timeout: 120_000 });
    await page
      .getByText('Nothing was written yet.')
      .waitFor({ timeout: 60_000 });
    expect(await revision()).toBe(nowhere);
    expect(await seriousFindings(page)).toEqual([]);
    await screenshots(page, 'run-put-back');
    await page.getByRole('button', { name: 'Put it back' }).click();
    await done(failed);
    expect(await revision()).toBe(branch);
  });
});
