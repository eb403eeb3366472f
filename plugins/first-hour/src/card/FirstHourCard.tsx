import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { Checklist } from './Checklist';

const queryClient = new QueryClient();

/** The checklist on Home. One line once it was put away, nothing once it was all done. */
export function FirstHourCard() {
  return (
    <QueryClientProvider client={queryClient}>
      <Checklist />
    </QueryClientProvider>
  );
}
