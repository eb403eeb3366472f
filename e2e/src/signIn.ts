import type { Page } from 'playwright-core';

/**
 * Signs in as a person does: the portal's button, the local identity provider's page, one click on the name. Ends on the page that was asked for.
 *
 * @param user - Display name of an example user, for example `Amara Okafor`.
 */
export async function signIn(
  page: Page,
  user: string,
  path = '/',
): Promise<void> {
  await page.goto(path);
  await page.getByRole('button', { name: /sign in/i }).click();
  await page.getByRole('button', { name: new RegExp(user) }).click();
  await page.getByRole('navigation').first().waitFor();
}
