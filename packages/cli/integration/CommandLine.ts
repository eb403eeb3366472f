import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve as resolvePath } from 'node:path';
import { chromium } from 'playwright-core';

const CAIRN = resolvePath(__dirname, '..', 'bin', 'cairn.cjs');

/** How a command ended and what it said. */
export interface Outcome {
  code: number | null;
  out: string;
  err: string;
}

/** The command line of one person, with a home of its own, against one portal. */
export class CommandLine {
  readonly home = mkdtempSync(join(tmpdir(), 'cairn person-'));
  readonly #env: NodeJS.ProcessEnv;

  constructor(portalUrl: string) {
    this.#env = {
      ...process.env,
      HOME: this.home,
      XDG_CONFIG_HOME: undefined,
      XDG_DATA_HOME: undefined,
      XDG_CACHE_HOME: undefined,
      CAIRN_PORTAL: portalUrl,
    };
  }

  start(args: readonly string[]) {
    return spawn(process.execPath, [CAIRN, ...args], {
      env: this.#env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  async run(...args: string[]): Promise<Outcome> {
    const child = this.start(args);
    const said = { out: '', err: '' };
    child.stdout.on('data', chunk => {
      said.out += String(chunk);
    });
    child.stderr.on('data', chunk => {
      said.err += String(chunk);
    });
    const [code] = await once(child, 'close');
    return { code, ...said };
  }

  /** What a command answers with `--output json`. */
  async json(...args: string[]): Promise<Record<string, unknown>> {
    const { code, out, err } = await this.run(...args, '--output', 'json');
    if (code !== 0) {
      throw new Error(`${args.join(' ')} ended with ${code}: ${err}`);
    }
    return JSON.parse(out);
  }

  /**
   * `cairn login`, with a browser in which a person signs in and answers.
   *
   * @param user - Display name of an example user.
   * @param answer - Name of the button on the page that asks.
   */
  async logIn(user: string, answer: 'Authorize' | 'Cancel'): Promise<Outcome> {
    const child = this.start(['login', '--no-browser']);
    const closed = once(child, 'close');
    const said = { out: '', err: '' };
    child.stderr.on('data', chunk => {
      said.err += String(chunk);
    });
    const address = new Promise<string>((resolve, reject) => {
      child.stdout.on('data', chunk => {
        said.out += String(chunk);
        const [url] = /^http\S+(?=\n)/m.exec(said.out) ?? [];
        if (url) {
          resolve(url);
        }
      });
      child.once('close', () => reject(new Error(`It ended: ${said.err}`)));
    });
    const browser = await launchBrowser();
    try {
      await answerInBrowser(browser, await address, user, answer);
      const [code] = await closed;
      return { code, ...said };
    } finally {
      child.kill();
      await browser.close();
    }
  }

  remove() {
    rmSync(this.home, { recursive: true, force: true });
  }
}

function launchBrowser() {
  const executablePath = process.env.CAIRN_TEST_BROWSER;
  if (!executablePath) {
    throw new Error(
      'CAIRN_TEST_BROWSER is not set: run these tests with `./cairn test --only integration`, which finds a browser.',
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

async function answerInBrowser(
  browser: Awaited<ReturnType<typeof launchBrowser>>,
  url: string,
  user: string,
  answer: string,
) {
  const page = await (await browser.newContext()).newPage();
  page.setDefaultTimeout(60_000);
  await page.goto(url);
  await page.getByRole('button', { name: /sign in/i }).click();
  await page.getByRole('button', { name: new RegExp(user) }).click();
  await page.getByRole('button', { name: answer }).click();
  await page.waitForURL(/^http:\/\/127\.0\.0\.1:\d+\/callback/);
}
