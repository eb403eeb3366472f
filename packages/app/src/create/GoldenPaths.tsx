import { ButtonLink, Container } from '@backstage/ui';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import styles from './GoldenPaths.module.css';
import { useGoldenPathCount } from './useGoldenPaths';

/** The scaffolder's list in `children`, where there is anything to list. */
export function GoldenPaths({ children }: { children: ReactNode }) {
  const [queryClient] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={queryClient}>
      <ListOrNone>{children}</ListOrNone>
    </QueryClientProvider>
  );
}

function ListOrNone({ children }: { children: ReactNode }) {
  const count = useGoldenPathCount();
  if (count.isPending) {
    return <div aria-busy="true" />;
  }
  // Where the catalog does not answer, the list says so itself.
  return count.data === 0 ? <NoGoldenPath /> : children;
}

function NoGoldenPath() {
  return (
    <main>
      <Container>
        <section className={styles.none}>
          <h1>There is no golden path yet</h1>
          <p>
            A golden path makes a service with its repository, docs and
            manifests, and runs it. None has been published on this portal, so a
            service cannot be created here now. An environment can:
          </p>
          <div className={styles.actions}>
            <ButtonLink variant="primary" href="/environments/new">
              New environment
            </ButtonLink>
            <ButtonLink
              variant="secondary"
              href="/catalog?filters[kind]=component&filters[user]=all"
            >
              See the services
            </ButtonLink>
          </div>
          <p className={styles.how}>
            On the platform team? A golden path is a <code>Template</code> in
            the catalog: add its file to <code>catalog.locations</code> in{' '}
            <code>app-config.yaml</code>, and it is listed here.
          </p>
        </section>
      </Container>
    </main>
  );
}
