import { useRouteRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { environmentAuditPermission } from '@cairn/plugin-environments-common';
import { Link, Text } from '@backstage/ui';
import { Section } from '@cairn/plugin-portal-react';
import { ledgerRouteRef, orphansRouteRef } from '../routes';
import styles from './MoreOfThem.module.css';

/** What is about all environments and is not in the list. */
export function MoreOfThem() {
  const orphans = useRouteRef(orphansRouteRef)?.();
  const ledger = useRouteRef(ledgerRouteRef)?.();
  const { allowed } = usePermission({ permission: environmentAuditPermission });
  return (
    <Section title="Beside the list">
      <ul className={styles.links}>
        <li>
          <Link href={orphans}>Orphans</Link>{' '}
          <Text color="secondary">
            Objects that carry an environment’s label and that none owns.
          </Text>
        </li>
        {allowed && (
          <li>
            <Link href={ledger}>Ledger</Link>{' '}
            <Text color="secondary">
              Everything that was asked, decided and done, and whether it is
              whole.
            </Text>
          </li>
        )}
      </ul>
    </Section>
  );
}
