import { join } from 'node:path';
import { NotFoundError } from '@backstage/errors';
import { findOnPath, isExecutable } from '../tools/ToolFinder';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge',
];

const APPLICATIONS = [
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Chromium.app/Contents/MacOS/Chromium',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
].map(name => join('/Applications', name));

/**
 * A browser for the tests: the configured one, one of the machine, else the one that the npm package carries (Linux on x64).
 *
 * @throws NotFoundError that says what to install.
 */
export async function findBrowser(
  env: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  const found =
    env.CAIRN_TEST_BROWSER ??
    NAMES.map(name => findOnPath(name, env.PATH)).find(Boolean) ??
    APPLICATIONS.find(isExecutable);
  if (found) {
    return found;
  }
  if (process.platform === 'linux' && process.arch === 'x64') {
    const { default: chromium } = await import('@sparticuz/chromium');
    return chromium.executablePath();
  }
  throw new NotFoundError(
    'The browser tests need Chromium or Chrome, and there is none. Install one (macOS: `brew install --cask google-chrome`, Debian: `sudo apt-get install chromium`), or name one in CAIRN_TEST_BROWSER.',
  );
}
