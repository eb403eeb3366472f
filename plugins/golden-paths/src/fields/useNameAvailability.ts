import { useApi } from '@backstage/frontend-plugin-api';
import { whyNoServiceName } from '@cairn/plugin-golden-paths-common';
import { useSettled } from '@cairn/plugin-portal-react';
import { useQuery } from '@tanstack/react-query';
import { goldenPathsApiRef } from '../api/goldenPathsApi';

const TYPING_MS = 300;

/** Whether a name can be had, place by place; asked once one has stopped typing. */
export function useNameAvailability(name: string, environments: string[]) {
  const api = useApi(goldenPathsApiRef);
  const settled = useSettled(name, TYPING_MS);
  const isName = whyNoServiceName(settled) === undefined;
  const query = useQuery({
    queryKey: ['golden-paths', 'name', settled, environments],
    queryFn: () =>
      api.checkName(
        settled,
        environments.length > 0 ? { environments } : undefined,
      ),
    enabled: isName,
    retry: false,
    staleTime: 5_000,
  });
  const isCurrent = settled === name && isName;
  return {
    isChecking: name !== '' && (settled !== name || query.isFetching),
    availability: isCurrent ? query.data : undefined,
    error: isCurrent ? query.error : undefined,
  };
}
