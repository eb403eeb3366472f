import { useRouteRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { environmentAuditPermission } from '@cairn/plugin-environments-common';
import { ButtonLink, Skeleton } from '@backstage/ui';
import {
  CommandLines,
  EmptyNote,
  Page,
  Section,
} from '@cairn/plugin-portal-react';
import { ledgerRouteRef, rootRouteRef } from '../routes';
import { ExportButton } from './ExportButton';
import { LedgerRows } from './LedgerRows';
import { Verification } from './Verification';

function Forbidden() {
  const list = useRouteRef(rootRouteRef)?.();
  return (
    <EmptyNote
      title="The whole ledger is for those who audit"
      actions={
        <ButtonLink variant="secondary" href={list}>
          See all environments
        </ButtonLink>
      }
    >
      You need the permission <code>environment.audit</code>, which the platform
      team gives. The story of each environment that you may see stands on its
      own page.
    </EmptyNote>
  );
}

/** Everything that was ever asked, decided and done, for those who audit. */
export function LedgerPage() {
  const { loading, allowed } = usePermission({
    permission: environmentAuditPermission,
  });
  const here = useRouteRef(ledgerRouteRef)?.() ?? '';
  return (
    <Page
      title="Ledger"
      description="Every request, plan, verdict, approval, run, effect, extension and receipt, the newest first. Rows are never changed: each carries the hash of the one before it."
      crumbs={[{ label: 'Ledger', href: here }]}
      actions={allowed && <ExportButton />}
    >
      {loading && <Skeleton width="100%" height={280} />}
      {!loading && !allowed && <Forbidden />}
      {allowed && (
        <>
          <Verification />
          <LedgerRows />
          <Section title="Do it from the command line">
            <CommandLines
              commands={[
                { does: 'Verify it', command: './cairn ledger verify' },
              ]}
            />
          </Section>
        </>
      )}
    </Page>
  );
}
