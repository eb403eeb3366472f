import { readFile } from 'node:fs/promises';
import { startIdentityServer } from './identityServer';
import { parseIdentitySettings } from './settings';

async function main(settingsFile: string | undefined): Promise<void> {
  if (!settingsFile) {
    throw new Error('Usage: main.ts SETTINGS.json');
  }
  const settings = parseIdentitySettings(
    JSON.parse(await readFile(settingsFile, 'utf8')),
  );
  const server = await startIdentityServer(settings);
  process.stdout.write(`listening on ${settings.issuer}\n`);
  const stop = () => void server.stop().then(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

main(process.argv[2]).catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
