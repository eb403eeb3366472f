import type { Drift } from '@cairn/plugin-environments-common';
import type { ReadOptions } from './Environments';

/** What is not as it was planned; `EnvironmentsApi` says what each answers. */
export interface Drifts {
  getDrift(name: string, options: ReadOptions): Promise<Drift>;
}
