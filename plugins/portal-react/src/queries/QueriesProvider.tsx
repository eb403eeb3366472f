import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { failureOf } from '../failures/failure';

/** Kinds of failure that asking again can mend. */
const PASSING = new Set(['unavailable', 'offline', 'failed']);

/** Answers are kept, so that a page that was open shows what it knew at once while it asks again. */
export function createQueryClient() {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 2_000,
        retry: (count, error) =>
          count < 1 && PASSING.has(failureOf(error).kind),
        retryDelay: 500,
      },
      mutations: { retry: false },
    },
  });
}

/** One cache of answers for everything of a plugin. */
export function QueriesProvider(props: {
  client: QueryClient;
  children: ReactNode;
}) {
  return (
    <QueryClientProvider client={props.client}>
      {props.children}
    </QueryClientProvider>
  );
}
