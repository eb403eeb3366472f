import { useApi } from '@backstage/frontend-plugin-api';
import { environmentsApiRef } from '@cairn/plugin-environments-react';
import { useQuery } from '@tanstack/react-query';

/** The environment classes that the person may choose from. */
export function useClasses() {
  const environments = useApi(environmentsApiRef);
  return useQuery({
    queryKey: ['golden-paths', 'classes'],
    queryFn: () => environments.listClasses(),
    staleTime: 60_000,
  });
}
