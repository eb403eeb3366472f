import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import type { Theme } from './browser';

const FOLDER = resolve(__dirname, '../../artifacts/screenshots');

/** Keeps the page's picture in `artifacts/screenshots/NAME.png`, in the size that the page has. */
export async function screenshot(page: Page, name: string): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  await page.screenshot({ path: join(FOLDER, `${name}.png`) });
}

/** The same page in light, dark and 390 px wide, and back. */
export async function screenshots(page: Page, name: string): Promise<void> {
  const size = page.viewportSize();
  await screenshot(page, `${name}-light`);
  await changeTheme(page, 'dark');
  await screenshot(page, `${name}-dark`);
  await changeTheme(page, 'light');
  await page.setViewportSize({ width: 390, height: 844 });
  await screenshot(page, `${name}-390`);
  if (size) await page.setViewportSize(size);
}

async function changeTheme(page: Page, theme: Theme): Promise<void> {
  await page.emulateMedia({ colorScheme: theme });
  await page.locator(`[data-theme-mode="${theme}"]`).first().waitFor();
}
