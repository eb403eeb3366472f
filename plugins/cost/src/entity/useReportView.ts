import { useAddress } from '@cairn/plugin-portal-react';
import { z } from 'zod';

const viewSchema = z.object({
  split: z.enum(['environment', 'resource']).catch('environment'),
  days: z.enum(['30', '90', '120']).catch('90'),
  view: z.enum(['chart', 'table']).catch('chart'),
});

export type ReportView = z.infer<typeof viewSchema>;

/** How the report is looked at, kept in the address, so that a link shows the same. */
export function useReportView() {
  const { address, change } = useAddress<keyof ReportView>();
  return {
    view: viewSchema.parse({
      split: address.get('split'),
      days: address.get('days'),
      view: address.get('view'),
    }),
    change,
  };
}
