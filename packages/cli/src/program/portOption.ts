import { InvalidArgumentError, Option } from 'commander';
import { DEFAULT_BASE_PORT, LAST_OFFSET } from '../platform/ports';

/** The base port of a platform from the command line. */
export function parsePort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1024 || port + LAST_OFFSET > 65535) {
    throw new InvalidArgumentError(
      `It must be a number from 1024 to ${65535 - LAST_OFFSET}.`,
    );
  }
  return port;
}

/** `--port`, where the portal of a platform listens. */
export function portOption(description: string): Option {
  return new Option('--port <number>', description)
    .env('CAIRN_PORT')
    .default(DEFAULT_BASE_PORT)
    .argParser(parsePort);
}
