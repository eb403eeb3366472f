import { readFile } from 'node:fs/promises';
import { startRunner } from './server/startRunner';
import { parseRunnerSettings } from './settings';

function say(line: string) {
  process.stdout.write(`${line}\n`);
}

async function main(settingsFile: string | undefined): Promise<void> {
  if (!settingsFile) {
    throw new Error('Usage: main.ts SETTINGS.json');
  }
  const settings = parseRunnerSettings(
    JSON.parse(await readFile(settingsFile, 'utf8')),
  );
  const runner = await startRunner(settings, say);
  say(`listening on ${runner.url}`);
  const stop = () => void runner.stop().then(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

main(process.argv[2]).catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
