import { parseEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { ScaffolderOutputLink } from '@backstage/plugin-scaffolder-common';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { ExternalLink, webAddress } from '@cairn/plugin-portal-react';
import { ButtonLink, Link } from '@backstage/ui';
import { RiArrowRightLine } from '@remixicon/react';
import styles from './Links.module.css';

/** An address of this portal: a path, or the portal's own origin. */
function pathOf(url: string | undefined): string | undefined {
  if (url === undefined) return undefined;
  if (/^\/(?![/\\])/.test(url)) return url;
  const address = webAddress(url);
  if (!address || new URL(address).origin !== window.location.origin) {
    return undefined;
  }
  return address.slice(window.location.origin.length) || '/';
}

interface Place {
  title: string;
  /** In this portal. */
  path?: string;
  /** Somewhere else. */
  url?: string;
}

/** Where to go from here: what the task made. The first is the one that most people want. */
export function Links({ links }: { links: ScaffolderOutputLink[] }) {
  const toEntity = useRouteRef(entityRouteRef);
  const shown = links.flatMap(({ title, url, entityRef }): Place[] => {
    if (entityRef) {
      const { kind, namespace, name } = parseEntityRef(entityRef);
      const path = toEntity?.({
        kind: kind.toLocaleLowerCase('en-US'),
        namespace,
        name,
      });
      return path ? [{ title: title ?? name, path }] : [];
    }
    return url ? [{ title: title ?? url, path: pathOf(url), url }] : [];
  });
  const [first, ...others] = shown;
  if (!first) return null;
  return (
    <nav className={styles.links} aria-label="What was made">
      {first.path ? (
        <ButtonLink
          variant="primary"
          href={first.path}
          iconEnd={<RiArrowRightLine />}
        >
          {first.title}
        </ButtonLink>
      ) : (
        <ExternalLink href={first.url}>{first.title}</ExternalLink>
      )}
      {others.map(({ title, path, url }) =>
        path ? (
          <Link key={title} href={path}>
            {title}
          </Link>
        ) : (
          <ExternalLink key={title} href={url}>
            {title}
          </ExternalLink>
        ),
      )}
    </nav>
  );
}
