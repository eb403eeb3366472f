import { Container } from '@backstage/ui';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { CatalogList } from './CatalogList';

const queryClient = new QueryClient({
  defaultOptions: { queries: { staleTime: 10_000 } },
});

/** Everything in the catalog, or what is of one kind `only`, to look through. */
export function CatalogPage({ only }: { only?: string }) {
  return (
    <QueryClientProvider client={queryClient}>
      <main>
        <Container>
          <CatalogList only={only} />
        </Container>
      </main>
    </QueryClientProvider>
  );
}
