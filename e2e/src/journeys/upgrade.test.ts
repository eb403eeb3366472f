import type { Page } from 'playwright-core';
import { seriousFindings } from '../accessibility';
import { makeClass, type ClassFolder } from '../classFolder';
import { carryOut, sandbox } from '../environments';
import { kubectl } from '../kubectl';
import { screenshots } from '../screenshots';
import { until } from '../until';
import { visit, type Visit } from '../visit';

/** Unique to this run, so that a run that was cut off is not in the way. */
const suffix = Date.now().toString(36);
const className = `greeting-${suffix}`;
const names = [`hello-${suffix}`, `goodbye-${suffix}`];

describe('A developer whose environments have an older version of their class', () => {
  let visitor: Visit;
  let page: Page;
  let classFolder: ClassFolder;

  const greeting = (name: string) =>
    kubectl(
      'get',
      'configmap',
      'settings',
      '-n',
      `env-${name}`,
      '-o=jsonpath={.data.greeting}',
    );

  beforeAll(async () => {
    classFolder = await makeClass(className, { greeting: 'hello' });
    visitor = await visit('Amara Okafor');
    const { api } = visitor;
    ({ page } = visitor);
    await until(`class ${className} is read`, async () => {
      const { status } = await api.get(
        `/api/environments/v1/classes/${className}`,
      );
      return status === 200 ? true : undefined;
    });
    await Promise.all(
      names.map(name => carryOut(api, sandbox(name, className))),
    );
  });
  afterAll(async () => {
    try {
      await visitor?.leave(...names);
    } finally {
      await classFolder?.remove();
    }
  });

  it('is told that there is a newer one, and what it would change in each', async () => {
    await classFolder.change({ greeting: 'good morning' });
    await page.goto(`/environments/classes/${className}`);
    await page.getByText('2 environments have an older version').waitFor();
    await page.getByRole('link', { name: 'Plan the upgrades' }).click();
    await page
      .getByText(/^2 environments have an older version; 2 can be upgraded/)
      .waitFor({ timeout: 60_000 });
    for (const name of names) {
      await page.getByRole('link', { name: `See its plan: ${name}` }).waitFor();
      expect(await greeting(name)).toBe('hello');
    }
    expect(await seriousFindings(page)).toEqual([]);
    await screenshots(page, 'upgrades');
  });

  it('upgrades them at once, and sees what became of each', async () => {
    await page.getByRole('button', { name: 'Upgrade 2 environments' }).click();
    await page
      .getByText('2 of 2 upgrades began: 2 done.')
      .waitFor({ timeout: 120_000 });
    expect(await seriousFindings(page)).toEqual([]);
    await screenshots(page, 'upgrades-done');
    for (const name of names) {
      expect(await greeting(name)).toBe('good morning');
    }
  });
});
