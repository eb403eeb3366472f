import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type { Stores } from '../store/Stores';
import { ApprovalGate } from './ApprovalGate';
import { ApprovalNotices } from './ApprovalNotices';
import type { ApprovalsQueryStore } from './ApprovalsQueryStore';
import type { ApprovalsStore } from './ApprovalsStore';
import { Approvers } from './Approvers';

/** What keeps plans from being applied without the yes that they need, and what it is made of. */
export interface ApprovalParts {
  store: ApprovalsStore;
  lists: ApprovalsQueryStore;
  approvers: Approvers;
  notices: ApprovalNotices;
  gate: ApprovalGate;
  auth: AuthService;
}

/** Puts the parts together. */
export function createApprovals(options: {
  auth: AuthService;
  catalog: CatalogService;
  logger: LoggerService;
  notifications: NotificationService;
  signals: SignalsService;
  stores: Stores;
}): ApprovalParts {
  const store = options.stores.approvals;
  const approvers = new Approvers(options);
  const notices = new ApprovalNotices(options);
  return {
    store,
    lists: options.stores.approvalLists,
    approvers,
    notices,
    gate: new ApprovalGate({ store, approvers, notices }),
    auth: options.auth,
  };
}
