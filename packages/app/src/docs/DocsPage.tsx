import { Container } from '@backstage/ui';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { DocsList } from './DocsList';

const queryClient = new QueryClient({
  defaultOptions: { queries: { staleTime: 10_000 } },
});

/** Everything that can be read. */
export function DocsPage() {
  return (
    <QueryClientProvider client={queryClient}>
      <main>
        <Container>
          <DocsList />
        </Container>
      </main>
    </QueryClientProvider>
  );
}
