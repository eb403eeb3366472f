import type { Run } from '@cairn/plugin-environments-common';
import type { WriteOptions } from './Environments';

/** What a person can do with a run that began; `EnvironmentsApi` says what each answers. */
export interface RunControl {
  retryRun(id: string, options: WriteOptions): Promise<Run>;
  cancelRun(id: string, options: WriteOptions): Promise<Run>;
}
