import { BreadcrumbEntry } from '@backstage/frontend-plugin-api';
import { Container, Header } from '@backstage/ui';
import { useEffect, type ReactNode } from 'react';
import styles from './Page.module.css';

interface Crumb {
  label: string;
  href: string;
}

function Crumbs(props: { crumbs: Crumb[]; children: ReactNode }) {
  return props.crumbs.reduceRight<ReactNode>(
    (children, crumb) => (
      <BreadcrumbEntry entry={crumb}>{children}</BreadcrumbEntry>
    ),
    props.children,
  );
}

/** The frame of every page: title, what it is, what can be done, content. */
export function Page(props: {
  title: string;
  description?: string;
  crumbs?: Crumb[];
  actions?: ReactNode;
  children: ReactNode;
}) {
  useEffect(() => {
    document.title = `${props.title} · Cairn`;
  }, [props.title]);
  return (
    <Crumbs crumbs={props.crumbs ?? []}>
      <main className={styles.page}>
        <Header
          title={props.title}
          description={props.description}
          customActions={props.actions}
        />
        <Container className={styles.content}>{props.children}</Container>
      </main>
    </Crumbs>
  );
}
