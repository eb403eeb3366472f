import type { Approvals } from '../service/Approvals';
import type { Audit } from '../service/Audit';
import type { Drifts } from '../service/Drifts';
import type { Environments } from '../service/Environments';
import type { Leases } from '../service/Leases';
import type { RunControl } from '../service/RunControl';
import type { Upgrades } from '../service/Upgrades';

/** Everything that the routes offer, each behind its authorizing decorator. */
export interface EnvironmentServices {
  environments: Environments;
  approvals: Approvals;
  audit: Audit;
  drifts: Drifts;
  leases: Leases;
  runs: RunControl;
  upgrades: Upgrades;
}
