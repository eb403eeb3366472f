import type {
  Approval,
  ApprovalPage,
  ApprovalQuery,
  EnvironmentsApi,
} from '@cairn/plugin-environments-common';
import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type { EnvironmentsFilter } from '@cairn/plugin-environments-node';
import type { ReadOptions, WriteOptions } from './Environments';

/** Whose yes plans need, and who gave it; `EnvironmentsApi` says what each answers. */
export interface Approvals {
  request(
    digest: string,
    note: string | undefined,
    options: WriteOptions,
  ): Promise<Approval>;
  get(digest: string, options: ReadOptions): Promise<Approval>;
  decide(
    digest: string,
    decision: Parameters<EnvironmentsApi['decide']>[1],
    options: WriteOptions,
  ): Promise<Approval>;
  withdraw(
    digest: string,
    reason: string | undefined,
    options: WriteOptions,
  ): Promise<Approval>;
  /** @param options.visible - which environments may be seen at all; undefined for all */
  list(
    query: ApprovalQuery,
    options: ReadOptions & {
      visible?: PermissionCriteria<EnvironmentsFilter>;
    },
  ): Promise<ApprovalPage>;
}
