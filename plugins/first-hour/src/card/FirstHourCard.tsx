import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { Checklist } from './Checklist';

const queryClient = new QueryClient();

/** The checklist on Home. Nothing once it was put away. */
export function FirstHourCard() {
  return (
    <QueryClientProvider client={queryClient}>
      <Checklist />
    </QueryClientProvider>
  );
}
