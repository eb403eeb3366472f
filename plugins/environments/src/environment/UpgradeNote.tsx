import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { Environment } from '@cairn/plugin-environments-common';
import { ButtonLink } from '@backstage/ui';
import { Note } from '@cairn/plugin-portal-react';
import { shortDigest } from '../plan/PlanFacts';
import { classRouteRef, wayRouteRef } from '../routes';

/** That its class has a newer version, and the way to it. */
export function UpgradeNote({ environment }: { environment: Environment }) {
  const { name, upgrade, class: of } = environment;
  const upgradeHref = useRouteRef(wayRouteRef)?.({ name, way: 'upgrade' });
  const classHref = useRouteRef(classRouteRef)?.({ class: of.name });
  if (!upgrade) return null;
  return (
    <Note
      status="info"
      title="Newer class version available"
      description={`It has version ${shortDigest(of.version)} of ${
        of.name
      }; the newest is ${shortDigest(
        upgrade.version,
      )}. It stays at its own until you upgrade it, and you see what would change before.`}
      actions={
        <>
          <ButtonLink size="small" variant="secondary" href={upgradeHref}>
            Plan the upgrade
          </ButtonLink>
          <ButtonLink size="small" variant="tertiary" href={classHref}>
            See the class
          </ButtonLink>
        </>
      }
    />
  );
}
