import type { Environment } from '@cairn/plugin-environments-common';
import type { WriteOptions } from './Environments';

/** How long environments live; `EnvironmentsApi` says what each answers. */
export interface Leases {
  extend(name: string, options: WriteOptions): Promise<Environment>;
}
