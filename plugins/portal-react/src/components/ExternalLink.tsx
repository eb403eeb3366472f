import { Link } from '@backstage/ui';
import { RiExternalLinkLine } from '@remixicon/react';
import type { ReactNode } from 'react';
import styles from './ExternalLink.module.css';

/** An address that leads somewhere else; undefined where it would do something else than lead (`javascript:`). */
export function webAddress(address: string | undefined): string | undefined {
  if (!address) return undefined;
  try {
    return ['http:', 'https:'].includes(new URL(address).protocol)
      ? address
      : undefined;
  } catch {
    return undefined;
  }
}

/** A link out of the portal, in a tab of its own. Only text where the address leads nowhere. */
export function ExternalLink(props: {
  href: string | undefined;
  children: ReactNode;
}) {
  const href = webAddress(props.href);
  if (!href) return <>{props.children}</>;
  return (
    <Link href={href} target="_blank" rel="noreferrer noopener">
      {props.children}
      <RiExternalLinkLine
        className={styles.icon}
        aria-label=" (opens in a new tab)"
      />
    </Link>
  );
}
