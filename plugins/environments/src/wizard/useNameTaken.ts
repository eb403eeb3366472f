import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { environmentsApiRef } from '../api/environmentsApi';
import { failureOf } from '../api/failure';
import { nameProblem } from './draft';
import { useSettled } from './useSettled';

const TYPING_MS = 300;

/** Whether an environment of that name is there already. False too where it cannot be told: the plan will say. */
export function useNameTaken(name: string): boolean {
  const api = useApi(environmentsApiRef);
  const settled = useSettled(name, TYPING_MS);
  const taken = useQuery({
    queryKey: ['environments', 'taken', settled],
    queryFn: async () => {
      try {
        return (await api.getEnvironment(settled)).state !== 'Destroyed';
      } catch (error) {
        if (failureOf(error).kind === 'notFound') return false;
        throw error;
      }
    },
    enabled: nameProblem(settled, true) === undefined,
    retry: false,
  });
  return settled === name && taken.data === true;
}
