import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Clusters } from '@cairn/plugin-clusters-node';
import type { EnvironmentsConfig } from '../config';
import type { EngineRegistry } from '../engines/EngineRegistry';
import { OrphanSearch } from '../orphans/OrphanSearch';
import type { Audit } from '../service/Audit';
import { AuthorizedAudit } from '../service/AuthorizedAudit';
import { DefaultAudit } from '../service/DefaultAudit';
import type { EnvironmentAuthorizer } from '../service/EnvironmentAuthorizer';
import type { Stores } from '../store/Stores';
import { ClusterAnchors } from './ClusterAnchors';
import { LedgerAnchors } from './LedgerAnchors';
import { LedgerVerifier } from './LedgerVerifier';

/** Everything about what happened: the ledger and its anchors, receipts and orphans. */
export function createAudit(options: {
  authorizer: EnvironmentAuthorizer;
  clusters: Clusters;
  config: EnvironmentsConfig;
  engines: EngineRegistry;
  logger: LoggerService;
  stores: Stores;
}): { audit: Audit; anchors: LedgerAnchors; orphans: OrphanSearch } {
  const { authorizer, clusters, engines, logger, stores } = options;
  const anchors = new LedgerAnchors({
    ledger: stores.ledger,
    anchors: stores.ledgerAnchors,
    clusters: new ClusterAnchors(clusters),
    others: options.config.otherLedgers,
    logger,
  });
  const verifier = new LedgerVerifier({
    ledger: stores.ledger,
    receipts: stores.receipts,
    anchors,
  });
  return {
    audit: new AuthorizedAudit(
      new DefaultAudit({ stores, verifier }),
      authorizer,
      stores.environments,
    ),
    anchors,
    orphans: new OrphanSearch({ stores, engines, clusters, logger }),
  };
}
