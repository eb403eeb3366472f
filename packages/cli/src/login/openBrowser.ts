import { spawn } from 'node:child_process';

/** Opens a page in the person's browser. Answers whether there was a program to do it. */
export function openBrowser(url: string): Promise<boolean> {
  const [command, ...args] =
    process.platform === 'darwin'
      ? ['open', url]
      : process.platform === 'win32'
      ? ['rundll32', 'url.dll,FileProtocolHandler', url]
      : ['xdg-open', url];
  return new Promise(resolve => {
    const child = spawn(command, args, { detached: true, stdio: 'ignore' });
    child.once('error', () => resolve(false));
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
}
