import { useApi, useApiHolder } from '@backstage/frontend-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  APPROVAL_SIGNAL_CHANNEL,
  type Approval,
  type ApprovalQuery,
} from '@cairn/plugin-environments-common';
import { environmentsApiRef } from '@cairn/plugin-environments-react';
import {
  keepPreviousData,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useEffect } from 'react';
import { keys } from '../api/queries';

/** Others say yes and no while a page is open. */
const POLL_MS = 10_000;

const approvalKeys = {
  all: ['environments', 'approvals'] as const,
  list: (query: ApprovalQuery) =>
    ['environments', 'approvals', 'list', query] as const,
  one: (digest: string) =>
    ['environments', 'approvals', 'one', digest] as const,
};

/** Asks again when the portal says that something changed; one without signals asks at intervals alone. */
function useChanges() {
  const signals = useApiHolder().get(signalApiRef);
  const client = useQueryClient();
  useEffect(() => {
    const subscription = signals?.subscribe(APPROVAL_SIGNAL_CHANNEL, () =>
      client.invalidateQueries({ queryKey: approvalKeys.all }),
    );
    return () => subscription?.unsubscribe();
  }, [signals, client]);
}

export function useApprovals(query: ApprovalQuery) {
  const api = useApi(environmentsApiRef);
  useChanges();
  return useQuery({
    queryKey: approvalKeys.list(query),
    queryFn: () => api.listApprovals(query),
    placeholderData: keepPreviousData,
    refetchInterval: POLL_MS,
  });
}

export function useApproval(digest: string) {
  const api = useApi(environmentsApiRef);
  useChanges();
  return useQuery({
    queryKey: approvalKeys.one(digest),
    queryFn: () => api.getApproval(digest),
    refetchInterval: POLL_MS,
  });
}

/** The plan as of the state of its approval: what stands in its way depends on that. */
export function useApprovedPlan(approval: Approval | undefined) {
  const api = useApi(environmentsApiRef);
  const digest = approval?.digest ?? '';
  return useQuery({
    queryKey: [...keys.plan(digest), approval?.state],
    queryFn: () => api.getPlan(digest),
    enabled: approval !== undefined,
    staleTime: Infinity,
    placeholderData: keepPreviousData,
  });
}

/** What can be said of a request. Each answers the request as it is then. */
export type Say =
  | { say: 'approve'; reason?: string }
  | { say: 'reject'; reason: string }
  | { say: 'withdraw'; reason?: string };

export function useSay(digest: string) {
  const api = useApi(environmentsApiRef);
  const keep = useKeep();
  return useMutation({
    mutationFn: (words: Say) => {
      switch (words.say) {
        case 'approve':
          return api.decide(digest, {
            decision: 'approve',
            reason: words.reason,
          });
        case 'reject':
          return api.decide(digest, {
            decision: 'reject',
            reason: words.reason,
          });
        default:
          return api.withdraw(digest, words.reason);
      }
    },
    onSuccess: approval => keep(approval),
    // Where it was too late, the page shows what became of it meanwhile.
    onError: () => keep(),
  });
}

export function useAskForApproval(digest: string) {
  const api = useApi(environmentsApiRef);
  const keep = useKeep();
  return useMutation({
    mutationFn: (note: string) =>
      api.requestApproval(digest, note.trim() || undefined),
    onSuccess: approval => keep(approval),
  });
}

function useKeep() {
  const client = useQueryClient();
  return (approval?: Approval) => {
    if (approval) {
      client.setQueryData(approvalKeys.one(approval.digest), approval);
      client.invalidateQueries({ queryKey: keys.plan(approval.digest) });
    }
    return client.invalidateQueries({ queryKey: approvalKeys.all });
  };
}
