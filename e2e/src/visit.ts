import type { Browser, Page } from 'playwright-core';
import { launchBrowser, newPage } from './browser';
import { cleanUp } from './environments';
import { apiSession, type ApiSession } from './session';
import { signIn } from './signIn';

/** Somebody who is signed in, in a browser of their own. */
export interface Visit {
  browser: Browser;
  page: Page;
  /** Asks the REST interface as the same person. */
  api: ApiSession;
  /** Destroys the environments that they had, without waiting, and closes the browser. */
  leave(...environments: string[]): Promise<void>;
}

/** @param person - Display name of an example user. */
export async function visit(person: string, path = '/'): Promise<Visit> {
  const browser = await launchBrowser();
  try {
    const page = await newPage(browser);
    await signIn(page, person, path);
    const api = await apiSession(page);
    return {
      browser,
      page,
      api,
      leave: async (...environments) => {
        try {
          for (const name of environments) {
            await cleanUp(api, name);
          }
        } finally {
          await browser.close();
        }
      },
    };
  } catch (error) {
    await browser.close();
    throw error;
  }
}
