import { parseEntityRef } from '@backstage/catalog-model';
import type { NeededApproval } from '@cairn/plugin-environments-common';

/** `priya.raman` of `user:default/priya.raman`; what Cairn itself does keeps its whole name. */
export function nameOf(ref: string): string {
  return ref.startsWith('system:') ? ref : parseEntityRef(ref).name;
}

/** `payments-team or platform-team`; says so where a rule names nobody. */
export function approversInWords({
  approvers,
}: Pick<NeededApproval, 'approvers'>): string {
  return approvers.map(nameOf).join(' or ') || 'nobody';
}

/** What it waits for: `Waits for a yes of platform-team (cost.approval-above).` */
export function waitsFor(needed: NeededApproval[], open: number[]): string {
  const each = open.map(need => {
    const { rule } = needed[need];
    return `${approversInWords(needed[need])} (${rule})`;
  });
  return `Waits for a yes of ${each.join(', and of ')}.`;
}

/** `: the reason` where there is one. */
export function because(reason: string | undefined): string {
  return reason ? `: ${reason}` : '.';
}
