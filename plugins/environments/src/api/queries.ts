import { useApi } from '@backstage/frontend-plugin-api';
import type {
  Environment,
  EnvironmentQuery,
  EnvironmentState,
} from '@cairn/plugin-environments-common';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { environmentsApiRef } from '@cairn/plugin-environments-react';

/** Where each answer is kept. */
export const keys = {
  classes: ['environments', 'classes'] as const,
  environments: ['environments', 'list'] as const,
  environment: (name: string) => ['environments', 'one', name] as const,
  resources: (name: string) => ['environments', 'resources', name] as const,
  runs: (name: string) => ['environments', 'runs', name] as const,
  run: (id: string) => ['environments', 'run', id] as const,
  plan: (digest: string) => ['environments', 'plan', digest] as const,
  drift: (name: string) => ['environments', 'drift', name] as const,
  story: (name: string) => ['environments', 'story', name] as const,
  receipt: (name: string) => ['environments', 'receipt', name] as const,
  orphans: ['environments', 'orphans'] as const,
  ledger: ['environments', 'ledger'] as const,
};

const SOON = 3_000;
const LATER = 15_000;

const MOVING: readonly EnvironmentState[] = ['Provisioning', 'Destroying'];

/** True while something is being made or taken out. */
export function isMoving(environment: Pick<Environment, 'state'>) {
  return MOVING.includes(environment.state);
}

export function useClasses() {
  const api = useApi(environmentsApiRef);
  return useQuery({
    queryKey: keys.classes,
    queryFn: () => api.listClasses(),
    staleTime: 60_000,
  });
}

export function useClass(name: string | undefined) {
  const api = useApi(environmentsApiRef);
  return useQuery({
    queryKey: [...keys.classes, name],
    queryFn: () => api.getClass(name ?? ''),
    enabled: name !== undefined,
    staleTime: 60_000,
  });
}

export function useEnvironments(query: EnvironmentQuery) {
  const api = useApi(environmentsApiRef);
  return useQuery({
    queryKey: [...keys.environments, query],
    queryFn: () => api.listEnvironments(query),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data?.items.some(isMoving) ? SOON : LATER,
  });
}

export function useEnvironment(name: string) {
  const api = useApi(environmentsApiRef);
  return useQuery({
    queryKey: keys.environment(name),
    queryFn: () => api.getEnvironment(name),
    refetchInterval: ({ state }) =>
      state.data && isMoving(state.data) ? SOON : LATER,
  });
}

export function useResources(name: string, moving: boolean) {
  const api = useApi(environmentsApiRef);
  return useQuery({
    queryKey: keys.resources(name),
    queryFn: () => api.listResources(name),
    refetchInterval: moving ? SOON : LATER,
  });
}

export function useRuns(name: string, moving: boolean) {
  const api = useApi(environmentsApiRef);
  return useQuery({
    queryKey: keys.runs(name),
    queryFn: () => api.listRuns(name),
    refetchInterval: moving ? SOON : LATER,
  });
}

/** A plan never changes: it is named by its digest. */
export function usePlan(digest: string | undefined) {
  const api = useApi(environmentsApiRef);
  return useQuery({
    queryKey: keys.plan(digest ?? ''),
    queryFn: () => api.getPlan(digest ?? ''),
    enabled: digest !== undefined,
    staleTime: Infinity,
  });
}

/** As it was found last; it is looked for all the time. */
export function useDrift(name: string) {
  const api = useApi(environmentsApiRef);
  return useQuery({
    queryKey: keys.drift(name),
    queryFn: () => api.getDrift(name),
    refetchInterval: LATER,
  });
}

/** Everything that the ledger has of an environment, oldest first. */
export function useStory(name: string, moving: boolean) {
  const api = useApi(environmentsApiRef);
  return useQuery({
    queryKey: keys.story(name),
    queryFn: () => api.getStory(name),
    refetchInterval: moving ? SOON : LATER,
  });
}

export function useReceipt(name: string, wanted: boolean) {
  const api = useApi(environmentsApiRef);
  return useQuery({
    queryKey: keys.receipt(name),
    queryFn: () => api.getReceipt(name),
    enabled: wanted,
  });
}

export function useOrphans() {
  const api = useApi(environmentsApiRef);
  return useQuery({
    queryKey: keys.orphans,
    queryFn: () => api.listOrphans(),
    refetchInterval: 4 * LATER,
  });
}
