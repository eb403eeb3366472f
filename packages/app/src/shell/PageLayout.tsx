import {
  BreadcrumbEntry,
  useBreadcrumbEntries,
  type PageLayoutProps,
} from '@backstage/frontend-plugin-api';
import { PluginHeader } from '@backstage/ui';
import { NavLink, useResolvedPath } from 'react-router-dom';
import styles from './PageLayout.module.css';

/**
 * The header of every page. What the app plugin's own shows as tabs are links here, as what they lead to are pages: a tab
 * must name a panel, and there is none.
 */
export function PageLayout(props: PageLayoutProps) {
  const { title, titleLink, tabs, children } = props;
  const parent = useResolvedPath('.').pathname.replace(/\/$/, '');
  const { items: breadcrumbs } = useBreadcrumbEntries();
  if (props.noHeader) {
    return <>{children}</>;
  }
  const page = (
    <>
      <PluginHeader
        title={title}
        icon={props.icon}
        titleLink={titleLink}
        breadcrumbs={breadcrumbs}
        customActions={props.headerActions}
      />
      {tabs && tabs.length > 0 && (
        <nav className={styles.pages} aria-label={title}>
          {tabs.map(({ id, label, href }) => (
            <NavLink
              key={id}
              className={styles.page}
              to={href.startsWith('/') ? href : `${parent}/${href}`}
            >
              {label}
            </NavLink>
          ))}
        </nav>
      )}
      {children}
    </>
  );
  return title ? (
    <BreadcrumbEntry
      entry={{ label: title, href: titleLink ?? (parent || '/') }}
    >
      {page}
    </BreadcrumbEntry>
  ) : (
    page
  );
}
