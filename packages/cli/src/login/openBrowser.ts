import { spawn } from 'node:child_process';

/** The program that opens pages, by operating system; on others that of freedesktop.org. */
const OPENERS: Readonly<Partial<Record<NodeJS.Platform, string[]>>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};

/** Opens a page in the person's browser. Answers whether there was a program to do it. */
export function openBrowser(url: string): Promise<boolean> {
  const [command = 'xdg-open', ...args] = OPENERS[process.platform] ?? [];
  return new Promise(resolve => {
    const child = spawn(command, [...args, url], {
      detached: true,
      stdio: 'ignore',
    });
    child.once('error', () => resolve(false));
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
}
