import { chromium, type Browser, type Page } from 'playwright-core';
import { testPlatform } from './platform';

export type Theme = 'light' | 'dark';

/** A browser with flags that keep it off the network and let it run in a container; `CAIRN_TEST_BROWSER` names the program. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = process.env.CAIRN_TEST_BROWSER;
  if (!executablePath) {
    throw new Error(
      'CAIRN_TEST_BROWSER is not set: run the browser tests with `./cairn test --only e2e`, which finds a browser.',
    );
  }
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** A page with a profile of its own: nobody is signed in and nothing is remembered. */
export async function newPage(
  browser: Browser,
  options: { theme?: Theme; width?: number } = {},
): Promise<Page> {
  const context = await browser.newContext({
    baseURL: testPlatform().portalUrl,
    colorScheme: options.theme ?? 'light',
    reducedMotion: 'reduce',
    viewport: { width: options.width ?? 1440, height: 900 },
  });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  return page;
}
