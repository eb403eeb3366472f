import type { Locations } from '../locations';
import type { Output } from '../output/Output';

/** What commands get. */
export interface Surroundings {
  locations: Locations;
  env: Readonly<Record<string, string | undefined>>;
  output: Output;
  say: (line: string) => void;
  /** Told the exit code of a command that ended without an error. */
  setExitCode: (code: number) => void;
}
