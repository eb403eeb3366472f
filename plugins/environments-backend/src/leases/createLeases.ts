import type {
  AuthService,
  LoggerService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { PolicyService } from '@cairn/plugin-policy-node';
import type { EnvironmentChanges } from '../observe/EnvironmentChanges';
import { CatalogFacts } from '../plans/CatalogFacts';
import type { Planning } from '../plans/createPlanning';
import { AuthorizedLeases } from '../service/AuthorizedLeases';
import { DefaultLeases } from '../service/DefaultLeases';
import { DefaultSystemPlans } from '../service/DefaultSystemPlans';
import type { EnvironmentAuthorizer } from '../service/EnvironmentAuthorizer';
import type { Leases } from '../service/Leases';
import type { Stores } from '../store/Stores';
import { LeaseKeeper } from './LeaseKeeper';
import { LeaseNotices } from './LeaseNotices';
import { LeaseWarnings } from './LeaseWarnings';

/** Puts the parts of leases together: what people ask for, behind its decorator, and what Cairn does by itself. */
export function createLeases(options: {
  auth: AuthService;
  authorizer: EnvironmentAuthorizer;
  catalog: CatalogService;
  changes: EnvironmentChanges;
  logger: LoggerService;
  notifications: NotificationService;
  planning: Planning;
  policy: PolicyService;
  stores: Stores;
  /** Has an environment looked at soon: what is said of it names its end. */
  touched: (environmentId: string) => void;
  userInfo: UserInfoService;
}): { leases: Leases; keeper: LeaseKeeper } {
  const { changes, logger, policy, stores, userInfo } = options;
  const { leases, environments } = stores;
  const tell = (environmentId: string) => changes.tell(environmentId);
  const notices = new LeaseNotices(options.notifications);
  return {
    leases: new AuthorizedLeases(
      new DefaultLeases({
        leases,
        environments,
        policy,
        catalog: new CatalogFacts(options.catalog),
        userInfo,
        tell: async environmentId => {
          options.touched(environmentId);
          await tell(environmentId);
        },
      }),
      environments,
      options.authorizer,
    ),
    keeper: new LeaseKeeper({
      leases,
      plans: new DefaultSystemPlans({
        ...options.planning,
        auth: options.auth,
        stores,
      }),
      warnings: new LeaseWarnings({ leases, notices, logger }),
      notices,
      tell,
      logger,
    }),
  };
}
