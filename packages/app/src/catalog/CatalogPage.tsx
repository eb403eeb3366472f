import { Container } from '@backstage/ui';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { CatalogList } from './CatalogList';

const queryClient = new QueryClient({
  defaultOptions: { queries: { staleTime: 10_000 } },
});

/** Everything in the catalog, to look through. */
export function CatalogPage() {
  return (
    <QueryClientProvider client={queryClient}>
      <main>
        <Container>
          <CatalogList />
        </Container>
      </main>
    </QueryClientProvider>
  );
}
